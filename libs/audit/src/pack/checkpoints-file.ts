import { fromUtf8 } from '../notes/encoding.js';

/** Signed notes, one JSON string on each line. */
export const checkpointsText = (notes: readonly string[]): string =>
  notes.map((note) => `${JSON.stringify(note)}\n`).join('');

/** The notes in such a text; nothing for bytes that are none. */
export const parseCheckpoints = (bytes: Uint8Array): readonly string[] | undefined => {
  const text = fromUtf8(bytes);
  if (text === undefined || !text.endsWith('\n')) return undefined;
  try {
    const notes: unknown[] = text
      .slice(0, -1)
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    const texts = notes.filter((note) => typeof note === 'string');
    return texts.length === notes.length ? texts : undefined;
  } catch {
    return undefined;
  }
};

/** As many checkpoints as a pack carries: all, or the first, the last and others evenly between. */
export const MOST_CHECKPOINTS = 1_000;
export const spread = <T>(all: readonly T[], most = MOST_CHECKPOINTS): readonly T[] =>
  all.length <= most
    ? all
    : all.filter((_, index) => {
        const slot = (at: number): number => Math.floor((at * (most - 1)) / (all.length - 1));
        return index === 0 || slot(index) > slot(index - 1);
      });
