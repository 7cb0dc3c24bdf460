import { must } from '#kernel';
import { bytesSource, checkedFrame, joined, type FileToPack, type VerifyOptions } from '#libs/audit';
import type { StoredEvent } from '#libs/event-store';
import { nodeTools } from '#module/audit';
import { checkpointsAt, demoLog, found, LOG_KEY, packOf, rechained, verified } from '../support/packs.js';
import { sampleReduction, verified as tested } from '../support/samples.js';

const events = await demoLog();
const at = (position: number): StoredEvent => must(events[position - 1], `event ${position}`);
const changed = (position: number, change: Partial<StoredEvent>): readonly StoredEvent[] =>
  events.with(position - 1, { ...at(position), ...change });
const atHalf = checkpointsAt(events, [Math.floor(events.length / 2), events.length]);

describe('two halves of a verification, made side by side', () => {
  /** As threads do: what stands around the events is checked once and told to both. */
  const framed = async (pack: Uint8Array, options: VerifyOptions) => {
    const frame = await checkedFrame(bytesSource(pack), nodeTools, options);
    const told = structuredClone(frame);
    if (told === undefined) return verified(pack, options);
    return joined(
      await verified(pack, { frame: told, rules: 'FILES' }),
      await verified(pack, { frame: told, rules: 'POOLS', proof: false }),
    );
  };

  const bothWays = async (pack: Uint8Array, options: VerifyOptions = {}) => {
    const [files, pools, proof, rules] = await Promise.all([
      verified(pack, { ...options, rules: 'FILES' }),
      verified(pack, { proof: false, rules: 'POOLS' }),
      verified(pack, { ...options, rules: false }),
      verified(pack, { proof: false }),
    ]);
    const halves = joined(files, pools);
    expect(joined(proof, rules)).toEqual(halves);
    expect(await framed(pack, options)).toEqual(halves);
    return { halves, whole: await verified(pack, options) };
  };

  it('find what one verification finds: in bytes, in the log, against the rules', async () => {
    const broken = changed(9, { body: at(9).body.replace('{', '{ ') });
    const unlawful = rechained(changed(9, { occurredAt: at(1).occurredAt }));
    const verdicts: string[] = [];
    for (const log of [events, broken, unlawful, events.toSpliced(8, 1)]) {
      const { halves, whole } = await bothWays(await packOf({ events: log }), {
        trustedKeys: [LOG_KEY.verifier.text],
        knownNotes: atHalf,
      });
      expect(halves).toEqual(whole);
      verdicts.push(whole.verdict);
    }
    expect(verdicts).toEqual(['SOUND', 'BROKEN', 'BROKEN', 'BROKEN']);
    const { halves, whole } = await bothWays(await packOf({ events: unlawful }));
    expect(halves).toEqual(whole);
    expect(whole.verdict).toBe('RULES_BROKEN');
  });

  it('share the commands, and name every breach once and in the same order', async () => {
    const breaches: readonly ((event: StoredEvent) => readonly StoredEvent[])[] = [
      (event) => [{ ...event, body: event.body.slice(1) }],
      (event) => [{ ...event, meta: event.meta.slice(1) }],
      (event) => [{ ...event, type: 'Nothing' }],
      (event) => [{ ...event, schemaVersion: 0 }],
      (event) => [{ ...event, occurredAt: at(1).occurredAt }],
      (event) => [{ ...event, meta: event.meta.replace('"commandId":"', '"commandId":"x') }],
      (event) => [{ ...event, meta: event.meta.replace('"command":{"type":"', '"command":{"type":"X') }],
      (event) => [{ ...event, body: event.body.replace(/"(amount|net)":"\d/, '"$1":"9') }],
      () => [],
      (event) => [event, event],
      (event) => [{ ...event, meta: event.meta.slice(0, -1) }],
      (event) => [
        { ...event, meta: event.meta.replace(/\}$/, ',"command":{"type":"FileWithdrawal","data":{}}}') },
      ],
      (event) => [
        { ...event, meta: event.meta.replace('{', '{"x":[{"y":1,"command":{"type":"FileWithdrawal"}}],') },
      ],
    ];
    const wrong = events.flatMap((event, index) =>
      index % 7 === 0 ? (breaches[(index / 7) % breaches.length]?.(event) ?? []) : [event],
    );
    const { halves, whole } = await bothWays(await packOf({ events: rechained(wrong) }));
    expect(halves.rules.map(found)).toEqual(whole.rules.map(found));
    expect(halves).toEqual(whole);
    expect(new Set(whole.rules.map(({ code }) => code)).size).toBeGreaterThan(6);
  });

  it('do not take a command written after another for the one that is told from its bytes', async () => {
    const commandIn = (type: string): string =>
      /,"command":.*\}(?=\}$)/s.exec(
        must(
          events.find(({ meta }) => meta.includes(`"command":{"type":"${type}"`)),
          type,
        ).meta,
      )?.[0] ?? '';
    const twice = events.map((event) =>
      event.meta.includes('"command":{"type":"FileDeposit"')
        ? { ...event, meta: event.meta.replace(/\}$/, `${commandIn('FileWithdrawal')}}`) }
        : event,
    );
    const { halves, whole } = await bothWays(await packOf({ events: rechained(twice) }));
    expect(halves).toEqual(whole);
    expect(whole.rules.map(({ code }) => code)).toContain('UNREADABLE');
  });

  it('leave it to the one with pools to decide an opening, the one deposit that asks for them', async () => {
    const formed = { formedOn: '2021-06-30', permitChangedOn: '2021-07-20', lines: [tested('COD', '100')] };
    const data = {
      reduction: sampleReduction(formed),
      entryNo: '示例台账1号',
      closedOn: '2021-12-31',
      decisionNo: '示例结转1号',
      balances: [{ pollutant: 'COD', municipal: '1', local: '2' }],
    };
    const meta: object = JSON.parse(at(events.length).meta);
    const lead = { actorRoles: ['bureau-lead'], actorPlace: '320500' };
    const command = { ...meta, ...lead, command: { type: 'RecordOpening', data } };
    const opened = rechained(changed(events.length, { meta: JSON.stringify(command) }));
    const { halves, whole } = await bothWays(await packOf({ events: opened }));
    expect(halves).toEqual(whole);
    expect(whole.rules.map(({ code }) => code)).toContain('EVENT_MISSING');
  });

  it('believe whoever checked what stands around the events', async () => {
    const [note = ''] = checkpointsAt(events, [events.length]);
    const forged = note.replace(/.{3}==\n/, 'AAA==\n');
    const unreadable = (file: FileToPack): FileToPack =>
      file.path === 'checkpoints.jsonl' ? { ...file, bytes: Buffer.from('{') } : file;
    const codes: unknown[] = [];
    for (const parts of [{ checkpoints: [forged] }, { checkpoints: atHalf }, { edit: unreadable }]) {
      const { halves, whole } = await bothWays(await packOf({ events, ...parts }), {
        trustedKeys: ['another key'],
      });
      expect(halves).toEqual(whole);
      codes.push(whole.proof.map(({ code }) => code));
    }
    expect(codes).toEqual([
      ['KEY_NOT_TRUSTED', 'COSIGNATURE'],
      ['KEY_NOT_TRUSTED'],
      ['KEY_NOT_TRUSTED', 'FORM'],
    ]);
  });

  it('stop where a damaged pack ends', async () => {
    const small = await packOf({ events: events.slice(0, 8) });
    const faults = new Set<string | undefined>();
    for (let part = 0; part < 40; part += 1) {
      const damaged = small.slice();
      const offset = Math.floor((part * small.length) / 40);
      damaged[offset] = (small[offset] ?? 0) ^ 1;
      const { halves, whole } = await bothWays(damaged);
      expect(halves).toEqual(whole);
      expect(whole.verdict).toBe('BROKEN');
      faults.add(whole.proof[0]?.code);
    }
    expect(faults.size).toBeGreaterThan(2);
  });
});
