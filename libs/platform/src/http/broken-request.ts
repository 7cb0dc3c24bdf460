import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEM_TYPE, problemOf, refusalFor } from './problem.js';
import { edgeRefusal, type RefusalException } from './refusal.exception.js';

/** What is wrong with bytes that never became a request. */
const refusalOf = (code: string | undefined, maxHeaderSize: number): RefusalException => {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return edgeRefusal('REQUEST_TIMEOUT');
    case 'HPE_HEADER_OVERFLOW':
      return edgeRefusal('HEADERS_TOO_LARGE', { limit: `${maxHeaderSize / 1024} KiB` });
    default:
      return refusalFor({ statusCode: 400 }, '') ?? edgeRefusal('MALFORMED_JSON');
  }
};

/**
 * Answers what Node could not read as a request, or would not wait for any longer, with a problem document like any
 * other, and hangs up.
 */
export const answerBrokenRequest =
  (maxHeaderSize: number) =>
  (error: { readonly code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const refusal = refusalOf(error.code, maxHeaderSize);
    const traceId = randomUUID().replaceAll('-', '');
    const body = JSON.stringify(problemOf(refusal, { language: 'zh-CN', traceId }));
    const status = refusal.getStatus();
    const head = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      `content-type: ${PROBLEM_TYPE}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'cache-control: no-store',
      'x-content-type-options: nosniff',
      `x-trace-id: ${traceId}`,
      'connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  };
