export const MANIFEST = 'manifest.json';
export const README = 'README.txt';
export const PAGE = 'verify.html';
export const KEYS = 'keys.json';
export const POLICIES = 'policies.json';
export const CHECKPOINTS = 'checkpoints.jsonl';
export const ATTACHMENTS = 'attachments.txt';

const DIGITS = 6;
const numbered = (folder: string, number: number): string =>
  `${folder}/${String(number).padStart(DIGITS, '0')}`;

/** The n-th file of events, from 1. */
export const eventsFile = (number: number): string => numbered('events', number);
/** The inclusion proofs of the events in the n-th file of events. */
export const proofsFile = (number: number): string => numbered('proofs', number);
/** The tiles that the events in the n-th file of events fill. */
export const tilesFile = (number: number): string => numbered('tiles', number);

/** Which files a pack has beside those that every one has. */
export interface PackShape {
  readonly page: boolean;
  readonly eventFiles: number;
  /** Of a place. */
  readonly proofs: boolean;
  /** Of a whole ledger; none in packs made before there were any, as is the list of attachments. */
  readonly tiles: boolean;
  readonly attachments: boolean;
}

/** The only order the files of a pack may have. */
export const filesInOrder = (shape: PackShape): readonly string[] => {
  const numbers = Array.from({ length: shape.eventFiles }, (_, index) => index + 1);
  return [
    README,
    ...(shape.page ? [PAGE] : []),
    KEYS,
    POLICIES,
    CHECKPOINTS,
    ...numbers.flatMap((number) => [
      eventsFile(number),
      ...(shape.proofs ? [proofsFile(number)] : []),
      ...(shape.tiles ? [tilesFile(number)] : []),
    ]),
    ...(shape.attachments ? [ATTACHMENTS] : []),
    MANIFEST,
  ];
};
