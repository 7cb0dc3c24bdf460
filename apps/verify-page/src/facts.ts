import type { PackReport } from '#libs/audit';
import type { Child } from './dom.js';
import type { Word } from './words.js';

/** What a pack is, and what its proof rests on. */
export const facts = (report: PackReport, say: (word: Word) => string): readonly (readonly Child[])[] => {
  const { manifest, checkpoints, decided, logs } = report;
  const last = checkpoints.at(-1);
  const scope = manifest?.scope;
  const witnesses = last?.witnesses.map(
    ({ name, seenAt }) => `${name} ${new Date(seenAt * 1_000).toISOString()}`,
  );
  return [
    [say('scope'), scope?.scope === 'PLACE' ? `${scope.place} ${scope.from} – ${scope.to}` : say('LEDGER')],
    [say('made'), manifest === null ? '' : `${manifest.madeAt} ${manifest.madeBy} ${manifest.purpose}`],
    [say('events'), String(report.events)],
    [say('decided'), decided === null ? say('none') : `${decided.accepted} + ${decided.refused}`],
    [
      say('checkpoint'),
      last === undefined
        ? say('none')
        : `${checkpoints.length} ${say('checkpoints')} ${last.origin} @${last.size}`,
    ],
    [
      say('witnesses'),
      witnesses === undefined || witnesses.length === 0 ? say('none') : witnesses.join(', '),
    ],
    ...logs.map(({ origin, keys }) => [`${say('firstKey')} ${origin}`, keys[0]?.key ?? '']),
  ];
};
