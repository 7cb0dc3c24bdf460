export const MANIFEST = 'manifest.json';
export const README = 'README.txt';
export const PAGE = 'verify.html';
export const KEYS = 'keys.json';
export const POLICIES = 'policies.json';
export const CHECKPOINTS = 'checkpoints.jsonl';

const DIGITS = 6;
const numbered = (folder: string, number: number): string =>
  `${folder}/${String(number).padStart(DIGITS, '0')}`;

/** The n-th file of events, from 1. */
export const eventsFile = (number: number): string => numbered('events', number);
/** The inclusion proofs of the events in the n-th file of events. */
export const proofsFile = (number: number): string => numbered('proofs', number);

/** The only order the files of a pack may have; `page` when it brings the page, `proofs` when it is of a place. */
export const filesInOrder = (shape: {
  readonly page: boolean;
  readonly eventFiles: number;
  readonly proofs: boolean;
}): readonly string[] => {
  const numbers = Array.from({ length: shape.eventFiles }, (_, index) => index + 1);
  return [
    README,
    ...(shape.page ? [PAGE] : []),
    KEYS,
    POLICIES,
    CHECKPOINTS,
    ...numbers.flatMap((number) => [eventsFile(number), ...(shape.proofs ? [proofsFile(number)] : [])]),
    MANIFEST,
  ];
};
