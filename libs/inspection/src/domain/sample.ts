import { sha256Hex } from '#kernel';

/** What makes a sample nobody's choice. */
export interface SampleSeed {
  /** Root of the checkpoint in base64, as the checkpoint's note has it. */
  readonly root: string;
  readonly inspectionId: string;
}

const byText = (a: string, b: string): number => Number(a > b) - Number(a < b);
const distinct = (population: readonly string[]): readonly string[] => [...new Set(population)];

/**
 * 随机抽样: gives every id of the population the key
 *
 *     SHA-256("reserve-pool/sample/1\n" root "\n" inspectionId "\n" id)
 *
 * as lower-case hexadecimal (texts as UTF-8, `root` in base64), and takes the ids with the `size` smallest keys, in
 * order of their keys; all of them when there are no more. The order the population comes in, and how often it names an
 * id, make no difference; a smaller sample is the beginning of a larger one. Whoever has the checkpoint and the
 * population draws the same with `sha256sum` and `sort`.
 */
export const drawSample = (
  { root, inspectionId }: SampleSeed,
  population: readonly string[],
  size: number,
): readonly string[] =>
  distinct(population)
    .map((id) => ({ id, key: sha256Hex(`reserve-pool/sample/1\n${root}\n${inspectionId}\n${id}`) }))
    .toSorted((a, b) => byText(a.key, b.key))
    .slice(0, size)
    .map(({ id }) => id);

/** SHA-256 of the distinct ids in order of their UTF-16 units, each with a newline after it; ids are ASCII. */
export const populationDigest = (population: readonly string[]): string =>
  sha256Hex(
    distinct(population)
      .toSorted(byText)
      .map((id) => `${id}\n`)
      .join(''),
  );
