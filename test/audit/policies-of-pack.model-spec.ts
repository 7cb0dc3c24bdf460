import { civilDateOf, startOf } from '#kernel';
import type { FileToPack, PackReport } from '#libs/audit';
import type { StoredEvent } from '#libs/event-store';
import { packOf, verified, type PackParts } from '../support/packs.js';
import { adoptingPolicies, type AdoptedPolicy } from '../support/told-log.js';

const PAST = startOf(civilDateOf('2026-03-01'));
const LATER = startOf(civilDateOf('2027-03-01'));
const adopting = (...policies: readonly AdoptedPolicy[]) => adoptingPolicies([], policies);

const edited =
  (path: string, change: (text: string) => string): NonNullable<PackParts['edit']> =>
  (file: FileToPack) =>
    file.path === path
      ? { path, bytes: new Uint8Array(Buffer.from(change(Buffer.from(file.bytes).toString()))) }
      : file;
const reportOf = async (parts: PackParts): Promise<PackReport> => verified(await packOf(parts));
const found = ({ proof, rules }: PackReport): readonly string[] =>
  [...proof, ...rules].map(({ code, field, detail }) => [code, field, detail ?? []].flat().join(' '));

describe('how many witnesses a pack asks for', () => {
  const quorumIn = async (events: readonly StoredEvent[]): Promise<readonly number[]> => {
    const { verdict, logs } = await reportOf({ events });
    expect(verdict).toBe('SOUND');
    return logs.map(({ quorum }) => quorum);
  };

  it('is what the policy in force at its last event says', async () => {
    expect(await quorumIn(await adopting(['step.due', 9, PAST]))).toEqual([1]);
    expect(await quorumIn(await adopting(['witness.quorum', 3, PAST]))).toEqual([3]);
    expect(await quorumIn(await adopting(['witness.quorum', 3, LATER]))).toEqual([1]);
    const changed = await adopting(['witness.quorum', 3, PAST], ['witness.quorum', 2]);
    expect(await quorumIn(changed)).toEqual([2]);
    expect(await quorumIn(changed.slice(0, 1))).toEqual([3]);
  });

  const claimed = (number: number) =>
    edited('keys.json', (text) => text.replace(/"quorum": \d+/, `"quorum": ${number}`));

  it('may be more where nobody has adopted the policy, which was a setting once, and never less', async () => {
    const events = await adopting(['step.due', 9, PAST]);
    expect(found(await reportOf({ events, edit: claimed(4) }))).toEqual([]);
    expect(found(await reportOf({ events, edit: claimed(0) }))).toEqual(['QUORUM reserve-pool/320000 1']);
  });

  it('is named where the list of keys says another number', async () => {
    const events = await adopting(['witness.quorum', 3, PAST]);
    expect(await reportOf({ events, edit: claimed(3) })).toMatchObject({ verdict: 'SOUND' });
    for (const number of [1, 4]) {
      const report = await reportOf({ events, edit: claimed(number) });
      expect(found(report)).toEqual(['QUORUM reserve-pool/320000 3']);
      expect(report.verdict).toBe('RULES_BROKEN');
    }
  });

  it('holds where no witness is listed any more', async () => {
    const events = await adopting(['witness.quorum', 3, PAST]);
    const nobody = edited('keys.json', (text) => {
      const { logs } = JSON.parse(text) as { readonly logs: readonly object[] };
      return JSON.stringify({ logs: logs.map((log) => ({ ...log, witnesses: [], quorum: 0 })) });
    });
    expect(found(await reportOf({ events, edit: nobody }))).toEqual(['QUORUM reserve-pool/320000 3']);
  });
});

describe('the list of policies in a pack', () => {
  const without = (key: string) =>
    edited('policies.json', (text) => {
      const { at, policies } = JSON.parse(text) as {
        readonly at: string;
        readonly policies: readonly { readonly key: string }[];
      };
      return `${JSON.stringify({ at, policies: policies.filter((one) => one.key !== key) }, null, 1)}\n`;
    });

  it('need not have a policy that older packs did not know, while nobody has adopted it', async () => {
    const events = await adopting(['step.due', 9, PAST]);
    expect(found(await reportOf({ events, edit: without('witness.quorum') }))).toEqual([]);
    expect(found(await reportOf({ events, edit: without('month.due') }))).toEqual(['POLICIES policies.json']);
    const decided = await adopting(['witness.quorum', 3, PAST]);
    expect(found(await reportOf({ events: decided, edit: without('witness.quorum') }))).toEqual([
      'POLICIES policies.json',
    ]);
  });
});
