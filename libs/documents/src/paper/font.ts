import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const FILE = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

let file: Buffer | undefined;

/** The typeface of every paper (Noto Sans SC, OFL 1.1); what a paper uses of it is embedded in the paper. */
export const typeface = (): Buffer => {
  file ??= readFileSync(createRequire(import.meta.url).resolve(FILE));
  return file;
};
