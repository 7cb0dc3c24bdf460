export const CSV_TYPE = 'text/csv';
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const PDF_TYPE = 'application/pdf';
export type FileType = typeof CSV_TYPE | typeof XLSX_TYPE | typeof PDF_TYPE;

/** How the names of such files end. */
export const ENDINGS: Readonly<Record<FileType, string>> = {
  [CSV_TYPE]: 'csv',
  [XLSX_TYPE]: 'xlsx',
  [PDF_TYPE]: 'pdf',
};

/** The first type of file that `Accept` names among those to be had; nothing where JSON will do. */
export const fileWanted = (accept: string | undefined, types: readonly FileType[]): FileType | undefined =>
  (accept ?? '')
    .slice(0, 500)
    .split(',')
    .map((range) => types.find((type) => range.split(';', 1)[0]?.trim().toLowerCase() === type))
    .find((type) => type !== undefined);
