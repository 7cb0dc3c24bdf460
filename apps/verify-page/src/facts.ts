import type { LogStanding } from '#libs/audit';
import type { Child } from './dom.js';
import type { Verified } from './reader.js';
import type { Word } from './words.js';

type Say = (word: Word) => string;

const standingFacts = (
  { origin, checkpoints, size, witnesses, quorum }: LogStanding,
  say: Say,
): readonly (readonly Child[])[] => {
  const names = witnesses.map(({ name, seenAt }) => `${name} ${new Date(seenAt * 1_000).toISOString()}`);
  return [
    [
      say('checkpoint'),
      `${origin} ${size === undefined ? say('none') : `@${size}`} (${checkpoints} ${say('checkpoints')})`,
    ],
    [`${say('witnesses')} ${origin}`, [`${witnesses.length}/${quorum}`, ...names].join(' · ')],
  ];
};

/** What a pack is, and what its proof rests on. */
export const facts = ({ report, standing }: Verified, say: Say): readonly (readonly Child[])[] => {
  const { manifest, decided, logs } = report;
  const scope = manifest?.scope;
  return [
    [say('scope'), scope?.scope === 'PLACE' ? `${scope.place} ${scope.from} – ${scope.to}` : say('LEDGER')],
    [say('made'), manifest === null ? '' : `${manifest.madeAt} ${manifest.madeBy} ${manifest.purpose}`],
    [say('events'), String(report.events)],
    [say('decided'), decided === null ? say('none') : `${decided.accepted} + ${decided.refused}`],
    ...standing.flatMap((one) => standingFacts(one, say)),
    ...logs.map(({ origin, keys }) => [`${say('firstKey')} ${origin}`, keys[0]?.key ?? '']),
  ];
};
