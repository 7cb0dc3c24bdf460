import { must } from '#kernel';
import { ALL_PARTS, joined, type FileToPack, type Part, type VerifyOptions } from '#libs/audit';
import type { StoredEvent } from '#libs/event-store';
import { checkpointsAt, demoLog, found, LOG_KEY, packOf, rechained, verified } from '../support/packs.js';
import { placePacks } from '../support/place-packs.js';
import { sampleReduction, verified as tested } from '../support/samples.js';

const events = await demoLog();
const at = (position: number): StoredEvent => must(events[position - 1], `event ${position}`);
const changed = (position: number, change: Partial<StoredEvent>): readonly StoredEvent[] =>
  events.with(position - 1, { ...at(position), ...change });
const atHalf = checkpointsAt(events, [Math.floor(events.length / 2), events.length]);

/** What may be left to a second reader: everything but the hashes. */
const LEAVABLE: readonly Part[] = ['ORDER', 'FILES', 'POOLS'];
const subsetsOf = <T>([first, ...rest]: readonly T[]): readonly (readonly T[])[] =>
  first === undefined ? [[]] : subsetsOf(rest).flatMap((subset) => [subset, [first, ...subset]]);

describe('two halves of a verification, made side by side', () => {
  /** However the parts are divided; answers what two threads at the prompt make of it. */
  const bothWays = async (pack: Uint8Array, options: VerifyOptions = {}) => {
    const divided = await Promise.all(
      subsetsOf(LEAVABLE).map(async (left) =>
        joined(
          await verified(pack, { ...options, parts: ALL_PARTS.filter((part) => !left.includes(part)) }),
          await verified(pack, { parts: left }),
        ),
      ),
    );
    const whole = await verified(pack, options);
    for (const halves of divided) expect(halves).toEqual(whole);
    return whole;
  };

  it('find what one verification finds: in bytes, in the log, against the rules', async () => {
    const broken = changed(9, { body: at(9).body.replace('{', '{ ') });
    const unlawful = rechained(changed(9, { occurredAt: at(1).occurredAt }));
    const verdicts: string[] = [];
    for (const log of [events, broken, unlawful, events.toSpliced(8, 1)]) {
      const whole = await bothWays(await packOf({ events: log }), {
        trustedKeys: [LOG_KEY.verifier.text],
        knownNotes: atHalf,
      });
      verdicts.push(whole.verdict);
    }
    expect(verdicts).toEqual(['SOUND', 'BROKEN', 'BROKEN', 'BROKEN']);
    const whole = await bothWays(await packOf({ events: unlawful }));
    expect(whole.verdict).toBe('RULES_BROKEN');
  });

  it('find what one verification finds in a pack of a place', async () => {
    const verdicts: string[] = [];
    for (const pack of await placePacks(events)) verdicts.push((await bothWays(pack)).verdict);
    expect(new Set(verdicts)).toEqual(new Set(['SOUND', 'BROKEN']));
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
    const whole = await bothWays(await packOf({ events: rechained(wrong) }));
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
    const whole = await bothWays(await packOf({ events: rechained(twice) }));
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
    const whole = await bothWays(await packOf({ events: opened }));
    expect(whole.rules.map(({ code }) => code)).toContain('EVENT_MISSING');
  });

  it('hear of what stands around the events from the one that has the hashes', async () => {
    const [note = ''] = checkpointsAt(events, [events.length]);
    const forged = note.replace(/.{3}==\n/, 'AAA==\n');
    const unreadable = (file: FileToPack): FileToPack =>
      file.path === 'checkpoints.jsonl' ? { ...file, bytes: Buffer.from('{') } : file;
    const codes: unknown[] = [];
    for (const parts of [{ checkpoints: [forged] }, { checkpoints: atHalf }, { edit: unreadable }]) {
      const whole = await bothWays(await packOf({ events, ...parts }), {
        trustedKeys: ['another key'],
      });
      codes.push(whole.proof.map(({ code }) => code));
    }
    expect(codes).toEqual([
      ['KEY_NOT_TRUSTED', 'COSIGNATURE'],
      ['KEY_NOT_TRUSTED'],
      ['FORM', 'KEY_NOT_TRUSTED'],
    ]);
  });

  it('hear nothing of what comes after an event that is no text', async () => {
    const early = { occurredAt: at(1).occurredAt };
    const log = rechained(changed(9, early).with(59, { ...at(60), ...early }));
    const garbled = ({ path, bytes }: FileToPack): FileToPack => {
      const place = Buffer.from(bytes).indexOf(at(30).body);
      return path === 'events/000001'
        ? { path, bytes: Buffer.from(bytes).fill(0xff, place, place + 1) }
        : { path, bytes };
    };
    const whole = await bothWays(await packOf({ events: log, edit: garbled }));
    expect([whole.events, ...whole.proof.map(found), ...whole.rules.map(found)]).toEqual([
      29,
      'FORM events/000001',
      'EVENT @9 occurredAt',
    ]);
  });

  it('stop where a damaged pack ends', async () => {
    const small = await packOf({ events: events.slice(0, 8) });
    const faults = new Set<string | undefined>();
    for (let part = 0; part < 40; part += 1) {
      const damaged = small.slice();
      const offset = Math.floor((part * small.length) / 40);
      damaged[offset] = (small[offset] ?? 0) ^ 1;
      const whole = await bothWays(damaged);
      expect(whole.verdict).toBe('BROKEN');
      faults.add(whole.proof[0]?.code);
    }
    expect(faults.size).toBeGreaterThan(2);
  });
});
