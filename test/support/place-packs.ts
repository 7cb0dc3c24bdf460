import { must } from '#kernel';
import { Frontier, inclusionRanges, pureCryptography, treeHasher } from '#libs/audit';
import { leafOf, type StoredEvent } from '#libs/event-store';
import { packOf } from './packs.js';

const SCOPE = { scope: 'PLACE', place: '320583', from: '2026-01-01', to: '2026-12-31' } as const;
const hasher = treeHasher(pureCryptography.sha256);

/** The proof that an event is in the tree of a log. */
const proofIn = (events: readonly StoredEvent[], position: number): readonly Uint8Array[] =>
  inclusionRanges(position - 1, events.length).map(({ start, end }) => {
    const part = new Frontier(hasher);
    for (const event of events.slice(start, end)) part.append(hasher.leaf(leafOf(event)));
    return part.root();
  });

/** Packs of a place: a sound one, and others with something wrong in proofs, positions, ledger, times or checkpoint. */
export const placePacks = async (events: readonly StoredEvent[]): Promise<readonly Uint8Array[]> => {
  const shown = [2, 5, 6, 7, events.length].map((position) => ({
    event: must(events[position - 1], 'an event'),
    proof: proofIn(events, position),
  }));
  const third = must(shown[2], 'the third');
  const wrong = [
    [{ ...third, proof: third.proof.slice(1) }],
    [{ ...third, proof: [...third.proof, ...third.proof.slice(0, 1)] }],
    [{ ...third, proof: third.proof.toReversed() }],
    [{ ...third, proof: [] }],
    [third, third],
    [{ ...third, event: { ...third.event, body: `${third.event.body} ` } }],
    [{ ...third, event: { ...third.event, ledger: '330000' } }],
    [{ ...third, event: { ...third.event, recordedAt: must(events[0], 'the first').recordedAt } }],
    [{ ...third, event: { ...third.event, position: 0 } }],
    [{ ...third, event: { ...third.event, position: events.length + 1 } }],
  ];
  const parts = [shown, ...wrong.map((rows) => shown.toSpliced(2, 1, ...rows))].map((rows) => ({
    events,
    place: { scope: SCOPE, rows },
  }));
  const sound = must(parts[0], 'a pack');
  return Promise.all([
    ...parts.map((one) => packOf(one)),
    packOf({ ...sound, size: events.length - 1 }),
    packOf({
      ...sound,
      edit: ({ path, bytes }) => ({ path, bytes: path === 'proofs/000001' ? bytes.slice(1) : bytes }),
    }),
    packOf({ ...sound, edit: (file) => (file.path === 'proofs/000001' ? undefined : file) }),
  ]);
};
