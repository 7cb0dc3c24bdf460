import { must } from '#kernel';
import type { StoredEvent } from '#libs/event-store';
import { demoLog, found, packOf, rechained, verified } from '../support/packs.js';
import { rootOf, withSamples } from '../support/drawn-samples.js';

const events = await demoLog();
const at = (position: number): StoredEvent => must(events[position - 1], `event ${position}`);

describe('a ledger that its own key signed, against the rules', () => {
  const forgedBy = async (change: (event: StoredEvent) => Partial<StoredEvent> | undefined) => {
    const forged = rechained(events.map((event) => ({ ...event, ...change(event) })));
    const report = await verified(await packOf({ events: forged }));
    return { verdict: report.verdict, rules: report.rules.map(found) };
  };
  const firstOf = (type: string): StoredEvent =>
    must(
      events.find((event) => event.type === type),
      type,
    );

  it('a credit raised is named by event and field, and breaks what follows', async () => {
    const { position } = firstOf('LotCredited');
    const { verdict, rules } = await forgedBy((event) =>
      event.position === position
        ? { body: event.body.replace(/"amount":"(\d)/, (_, digit: string) => `"amount":"9${digit}`) }
        : undefined,
    );
    expect(verdict).toBe('RULES_BROKEN');
    expect(rules).toContain(`EVENT @${position} body.lines.0.amount`);
  });

  it('a refusal turned into words of another, an effect moved to another day', async () => {
    const { position } = firstOf('CommandRefused');
    const swapped = await forgedBy((event) =>
      event.position === position
        ? { body: event.body.replace('"outcome":"FAIL"', '"outcome":"PASS"') }
        : undefined,
    );
    expect(swapped.rules).toEqual([expect.stringMatching(`^EVENT @${position} body.rules.\\d+.outcome$`)]);
    const drawn = firstOf('QuotaWithdrawn').position;
    const moved = await forgedBy((event) =>
      event.position === drawn ? { occurredAt: at(1).occurredAt } : undefined,
    );
    expect(moved.rules).toContain(`EVENT @${drawn} occurredAt`);
  });

  it('an event without a command, an event that the rules do not give, one that they do and is missing', async () => {
    const { position, meta } = firstOf('CommandRefused');
    const bare = JSON.stringify({ ...(JSON.parse(meta) as object), command: undefined, commandId: 'other' });
    const { rules } = await forgedBy((event) => (event.position === position ? { meta: bare } : undefined));
    expect(rules).toEqual([`NO_COMMAND @${position} meta`]);
  });
});

describe('a sample, asked about by the audit', () => {
  const byTree = (log: readonly StoredEvent[], planned: number) => ({
    size: planned + 1,
    root: rootOf(log.slice(0, planned + 1)),
  });
  const rulesOf = async (log: readonly StoredEvent[]): Promise<readonly string[]> => {
    const { proof, rules } = await verified(await packOf({ events: log }));
    return [...proof, ...rules].map(found);
  };

  it('is sound by the root of the tree, and found out where another lot or population was put in', async () => {
    const honest = await withSamples(events, [byTree]);
    expect(await rulesOf(honest)).toEqual([]);
    const drawn = must(honest.at(-2), 'draw of lots');
    const { chosen } = JSON.parse(drawn.body) as { readonly chosen: readonly [string, string] };
    const told = (from: string, to: string): Promise<readonly string[]> =>
      rulesOf(rechained(honest.toSpliced(-2, 1, { ...drawn, body: drawn.body.replace(from, to) })));
    expect(await told(`"${chosen[0]}"`, `"lot-of-a-friend"`)).toEqual([
      `EVENT @${drawn.position} body.chosen.0`,
    ]);
    expect(await told('"digest":"', '"digest":"0')).toEqual([
      `EVENT @${drawn.position} body.population.digest`,
    ]);
  });

  it('is found out where the root was made up, is of another size, or of a time that has not come', async () => {
    const madeUp = await withSamples(events, [
      byTree,
      (_, planned) => ({ size: planned, root: rootOf([]) }),
      (log, planned) => ({ size: planned + 1, root: rootOf(log.slice(0, planned)) }),
      (log, planned) => ({ size: planned + 100, root: rootOf(log) }),
      byTree,
    ]);
    const draws = madeUp.filter(({ type }) => type === 'SampleDrawn').slice(2, -2);
    expect(await rulesOf(madeUp)).toEqual(draws.map(({ position }) => `SAMPLE @${position}`));
  });
});
