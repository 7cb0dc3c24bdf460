import type { FastifyReply, FastifyRequest } from 'fastify';

const policy = (...directives: readonly string[]): string => directives.join('; ');

/** Everything a page of this origin may load comes from this origin; no page of another may frame or read it. */
const OWN_PAGES = policy(
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
);
/** The interface's page is a foreign one that styles itself inline; its scripts are files of ours like any other. */
const READING_PAGE = OWN_PAGES.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
const READING_PAGE_PATH = /^\/api\/docs(\/|\?|$)/;

const HEADERS = {
  'content-security-policy': OWN_PAGES,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
};

/**
 * The policy of a page whose own scripts add style sheets while it runs: those that carry this nonce, and no others.
 * The nonce must be fresh for every answer.
 */
export const policyWithStyles = (nonce: string): string =>
  OWN_PAGES.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`);

/**
 * Headers of every answer: nothing foreign on a page, no guessing of types, no framing, no address given away, and
 * no copy kept on the way; what may be kept, such as a console's own files, says so for itself. There is no CORS: no
 * answer names another origin, so no page of another origin reads one.
 */
export const secure = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.headers(HEADERS);
  if (READING_PAGE_PATH.test(request.url)) reply.header('content-security-policy', READING_PAGE);
};
