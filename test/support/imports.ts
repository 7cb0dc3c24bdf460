import { setTimeout as pause } from 'node:timers/promises';
import { listBook, tableOf } from '#libs/documents';
import type { Answer, Officer } from './client.js';
import { bodyOf } from './journey.js';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An import as the interface shows it. */
export interface ImportAnswer {
  readonly id: string;
  readonly state: string;
  readonly entries: number;
  readonly done: number;
  readonly written: number;
  readonly already: number;
  readonly faulty: number;
  readonly position: number;
  readonly ignored: readonly string[];
  readonly errors: readonly { readonly row: number; readonly column: number; readonly message: string }[];
}

/** A file as it is sent. */
export interface SentSheet {
  readonly type: string;
  readonly body: Uint8Array | string;
}
export const csv = (...lines: readonly string[]): SentSheet => ({
  type: 'text/csv',
  body: lines.join('\r\n'),
});
export const xlsx = (body: Uint8Array): SentSheet => ({ type: XLSX, body });
/** A workbook of a list as it goes out. */
export const sheetOf = (items: readonly object[]): SentSheet =>
  xlsx(listBook([tableOf('表', JSON.parse(JSON.stringify(items)) as never)], []));

export const sendSheet = (
  who: Officer,
  kind: string,
  { type, body }: SentSheet,
): Promise<Answer<ImportAnswer>> =>
  who.send<ImportAnswer>(`/imports/${kind}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(Buffer.from(body)),
  });
export const uploadSheet = async (who: Officer, kind: string, sheet: SentSheet): Promise<ImportAnswer> =>
  bodyOf(await sendSheet(who, kind, sheet), 201);
export const commitImport = async (
  who: Officer,
  { id }: ImportAnswer,
  mode?: string,
): Promise<ImportAnswer> =>
  bodyOf(await who.post<ImportAnswer>(`/imports/${id}/commit`, mode === undefined ? {} : { mode }), 200);
/** The import once nothing is under way with it. */
export const restedImport = async (who: Officer, id: string): Promise<ImportAnswer> => {
  for (;;) {
    const { body } = await who.get<ImportAnswer>(`/imports/${id}`);
    if (!['CHECKING', 'WRITING'].includes(body.state)) return body;
    await pause(20);
  }
};
