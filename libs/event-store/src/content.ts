import { BatchRejected, type SealedBatch } from './port.js';

/** PostgreSQL takes no NUL character in a text, so no store does. Errors: BatchRejected. */
export const refuseNul = ({ events, commands }: SealedBatch): void => {
  const texts = [
    ...events.flatMap(({ stream, eventId, type, body, meta }) => [stream, eventId, type, body, meta]),
    ...commands.flatMap(({ key, requestHash, result }) => [key, requestHash, result]),
  ];
  if (texts.some((text) => text.includes('\0'))) throw new BatchRejected('a text with a NUL character');
};
