import type { FastifyReply } from 'fastify';
import { CSV_TYPE, ENDINGS, type FileType } from './file-types.js';

/** A file on its way out; its name without the ending. */
export interface OutgoingFile {
  readonly name: string;
  readonly type: FileType;
  readonly bytes: Uint8Array;
}

/** Answers with a file to be kept rather than shown. */
export const sendFile = (reply: FastifyReply, { name, type, bytes }: OutgoingFile): Buffer => {
  const ascii = name.replace(/[^A-Za-z0-9._-]/g, '_');
  void reply
    .type(type === CSV_TYPE ? `${type}; charset=utf-8` : type)
    .header('content-disposition', `attachment; filename="${ascii}.${ENDINGS[type]}"`);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};
