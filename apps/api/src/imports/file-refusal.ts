import { FILE_FAULTS, RefusedFile } from '#libs/documents';
import { edgeRefusal } from '#libs/platform';

/** Answers a file that is not taken as the refusal it is. Errors: IMPORT_REFUSED. */
export const fileRefusal = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    const [zh, en] = FILE_FAULTS[error.fault];
    throw edgeRefusal(
      'IMPORT_REFUSED',
      { fault: error.fault },
      { localise: (language) => ({ params: { reason: language === 'en' ? en : zh } }) },
    );
  }
};
