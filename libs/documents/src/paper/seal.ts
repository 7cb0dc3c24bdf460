/**
 * How a paper stands to the electronic seal: it says that it bears none, and leaves room for one pressed on by hand; or
 * it leaves room for the seal that is set on its bytes.
 */
export type SealRoom = 'UNSEALED' | 'FOR_SEAL';

/** 电子印章服务：what sets an office's seal on a finished paper. */
export abstract class SealService {
  /**
   * The paper with the seal. It is the paper's own bytes and something behind them (an incremental update, ISO 32000-2,
   * 7.5.6), so that what was sealed can be told byte by byte. Rejects for whatever reason it cannot.
   */
  abstract seal(paper: Uint8Array): Promise<Uint8Array>;
}

/** A paper on its way out, and why it bears no seal where it was to have one. */
export interface SealedPaper {
  readonly bytes: Uint8Array;
  readonly sealed: boolean;
  readonly trouble: string | null;
}

const continues = (whole: Uint8Array, start: Uint8Array): boolean =>
  whole.length > start.length && start.every((byte, index) => whole[index] === byte);

/**
 * Makes a paper and has it sealed. No trouble with the seal loses the paper: it goes out unsealed and says so. What
 * comes back is a seal on other bytes unless it begins with the paper's own.
 */
export const sealedPaper = async (
  make: (room: SealRoom) => Promise<Uint8Array>,
  service: SealService | undefined,
): Promise<SealedPaper> => {
  const unsealed = async (trouble: string | null): Promise<SealedPaper> => ({
    bytes: await make('UNSEALED'),
    sealed: false,
    trouble,
  });
  if (service === undefined) return unsealed(null);
  const paper = await make('FOR_SEAL');
  try {
    const bytes = await service.seal(Uint8Array.from(paper));
    return continues(bytes, paper)
      ? { bytes, sealed: true, trouble: null }
      : await unsealed('the seal stands on other bytes than the paper’s');
  } catch (error) {
    return unsealed(String(error));
  }
};
