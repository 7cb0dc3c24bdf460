import { HttpException } from '@nestjs/common';
import { OutcomeUnknown, QueueFull, StoreUnavailable } from '#libs/event-store';
import { type JsonObject, type Language, refusalEntry, wordsFor } from '#kernel';
import { invalidField } from './faults.js';
import { say } from './language.js';
import { JSON_FAULTS, type JsonFault } from './messages.js';
import { edgeRefusal, RefusalException } from './refusal.exception.js';
import { JSON_LIMITS, StrictJsonError } from './strict-json.js';

/** The media type of RFC 9457. */
export const PROBLEM_TYPE = 'application/problem+json';
export const BODY_LIMIT_BYTES = 1024 * 1024;
const MAX_SUBJECT = 120;

/** A problem document (RFC 9457) with the members of this service. */
export const problemOf = (
  { refusal, extras }: RefusalException,
  { language, traceId }: { language: Language; traceId: string },
): JsonObject => {
  const local = extras.localise?.(language);
  const { status, article } = refusalEntry(refusal.code);
  const errors = local?.errors ?? refusal.errors;
  return {
    type: `urn:reserve-pool:problem:${refusal.code}`,
    ...wordsFor(refusal.code, { ...refusal.params, ...local?.params }, language),
    status,
    code: refusal.code,
    article,
    ...(errors && { errors: errors.map((error) => ({ ...error })) }),
    ...(refusal.rules.length > 0 && { rules: refusal.rules.map((rule) => ({ ...rule })) }),
    traceId,
  };
};

/** The refusal behind anything thrown on the way to an answer; nothing for a defect of the program. */
export const refusalFor = (thrown: unknown, target: string): RefusalException | undefined => {
  if (thrown instanceof RefusalException) return thrown;
  if (thrown instanceof StrictJsonError) return malformedJson(thrown.fault);
  switch (statusOf(thrown)) {
    case 400:
      return malformedJson('UNREADABLE');
    case 404:
      return edgeRefusal('NOT_FOUND', { subject: target.split('?', 1)[0]?.slice(0, MAX_SUBJECT) });
    case 413:
      return edgeRefusal('BODY_TOO_LARGE', { limit: '1 MiB' });
    case 414:
      return invalidField('path', { rule: 'ID_FORM' });
    case 415:
      return edgeRefusal('UNSUPPORTED_MEDIA_TYPE');
    default:
      return storeTrouble(thrown);
  }
};

/** What keeps the ledger or the read models from answering for now; nothing for a defect. */
const storeTrouble = (thrown: unknown): RefusalException | undefined => {
  const later = { retryAfterSeconds: 1 };
  if (thrown instanceof QueueFull) return edgeRefusal('LEDGER_BUSY', {}, later);
  if (thrown instanceof StoreUnavailable && thrown.reason === 'STORAGE_FULL')
    return edgeRefusal('STORAGE_FULL');
  const unreachable =
    thrown instanceof StoreUnavailable || thrown instanceof OutcomeUnknown || isConnectionLoss(thrown);
  return unreachable ? edgeRefusal('LEDGER_UNAVAILABLE', {}, later) : undefined;
};

const malformedJson = (fault: JsonFault): RefusalException => {
  const max = fault === 'TOO_MANY_VALUES' ? JSON_LIMITS.values : JSON_LIMITS.depth;
  return edgeRefusal(
    'MALFORMED_JSON',
    {},
    {
      localise: (language) => ({ params: { reason: say(JSON_FAULTS[fault], { max }, language) } }),
    },
  );
};

const memberOf = (thrown: unknown, name: string): unknown =>
  typeof thrown === 'object' && thrown !== null ? (thrown as Record<string, unknown>)[name] : undefined;

const statusOf = (thrown: unknown): unknown =>
  thrown instanceof HttpException ? thrown.getStatus() : memberOf(thrown, 'statusCode');

/** The database cannot be reached, is starting or stopping, or took too long. */
const CONNECTION_CODES = /^(08\w{3}|57P0\d|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
/** A connection lost between taking it and asking it is said in words of `pg` and of TypeORM. */
const CONNECTION_WORDS =
  /timeout (exceeded|expired)|connection terminated|read timeout|is not queryable|query runner already released/i;
const isConnectionLoss = (thrown: unknown): boolean =>
  CONNECTION_CODES.test(String(memberOf(thrown, 'code'))) ||
  (thrown instanceof Error && CONNECTION_WORDS.test(thrown.message));
