import { randomUUID } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Command, sha256Hex } from '#kernel';
import type { Submission } from '#libs/event-store';
import { invalidField } from './faults.js';
import { edgeRefusal } from './refusal.exception.js';

/** How a command was sent, besides its body. */
export type Sending = { readonly dryRun: true; readonly seen?: number } | RealSending;

/** A sending that is meant to change the ledger. */
interface RealSending {
  readonly dryRun: false;
  /** The caller's `Idempotency-Key`. */
  readonly key: string;
  /** SHA-256 of method, path and body text: the same key may only repeat the same request. */
  readonly requestHash: string;
  /** The stream version of `If-Match`: what the officer saw. */
  readonly seen?: number;
}

/**
 * Reads `Idempotency-Key`, `If-Match` and `?dryRun=` of a write. The key is 1 to 200 visible ASCII characters and may
 * be left out of a dry run only (400 `IDEMPOTENCY_KEY_REQUIRED`).
 */
export const sendingOf = (request: FastifyRequest): Sending => {
  const seen = seenVersion(request.headers['if-match']);
  const shared = seen === undefined ? {} : { seen };
  if (isDryRun(request.query)) return { dryRun: true, ...shared };
  return {
    dryRun: false,
    key: keyOf(request.headers['idempotency-key']),
    requestHash: hashOf(request),
    ...shared,
  };
};

export const CurrentSending = createParamDecorator((_: unknown, context: ExecutionContext) =>
  sendingOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/**
 * What the executor is given: the command under a fresh id, its key within the actor's account, so that nobody can meet
 * another account's answer, and the version seen of the item's stream.
 */
export const submissionOf = (
  command: Omit<Command, 'commandId' | 'at' | 'today'>,
  sending: Sending,
  stream?: string,
): Submission => ({
  command: { ...command, commandId: randomUUID() },
  ...(sending.dryRun
    ? { dryRun: true }
    : { key: `${command.actor.id}:${sending.key}`, requestHash: sending.requestHash }),
  ...(stream !== undefined && sending.seen !== undefined && { ifMatch: { stream, version: sending.seen } }),
});

const KEY = /^[\x21-\x7e]{1,200}$/;
const keyOf = (header: string | string[] | undefined): string => {
  if (typeof header !== 'string' || !KEY.test(header)) throw edgeRefusal('IDEMPOTENCY_KEY_REQUIRED');
  return header;
};

const hashOf = (request: FastifyRequest): string =>
  sha256Hex(`${request.method} ${request.url.split('?', 1)[0] ?? ''}\n${request.bodyText}`);

const ETAG = /^"(0|[1-9]\d{0,14})"$/;
const seenVersion = (header: string | undefined): number | undefined => {
  if (header === undefined || header === '*') return undefined;
  const version = ETAG.exec(header)?.[1];
  if (version === undefined) throw invalidField('If-Match', { rule: 'ETAG_FORM' });
  return Number(version);
};

const isDryRun = (query: unknown): boolean => {
  const { dryRun = 'false', ...others } = query as Record<string, unknown>;
  const [stranger] = Object.keys(others);
  if (stranger !== undefined) throw invalidField(stranger.slice(0, 100), { rule: 'UNKNOWN_FIELD' });
  if (dryRun !== 'true' && dryRun !== 'false') throw invalidField('dryRun', { rule: 'NOT_BOOLEAN' });
  return dryRun === 'true';
};
