import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** RFC 6238 with the values every authenticator app takes: SHA-1, 30 seconds, six digits. */
const STEP_MS = 30_000;
const DIGITS = 6;
const SECRET_BYTES = 20;
/** A code of the step before or after is taken, for clocks that differ and people who type slowly. */
const DRIFT_STEPS = 1;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 (RFC 4648) without padding, as apps show secrets. */
export const base32 = (bytes: Uint8Array): string => {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((part) => BASE32[Number.parseInt(part.padEnd(5, '0'), 2)])
    .join('');
};

const bytesOf = (secret: string): Buffer => {
  const bits = Array.from(secret, (letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((part) => Number.parseInt(part, 2)));
};

export const newTotpSecret = (): string => base32(randomBytes(SECRET_BYTES));
export const stepAt = (milliseconds: number): number => Math.floor(milliseconds / STEP_MS);

/** The code of a time step (RFC 4226 with the step as its counter). */
export const totpCode = (secret: string, step: number): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) % 16;
  const number = mac.readUInt32BE(offset) % 2 ** 31;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
};

/** The step whose code this is, around now; nothing for a wrong code. */
export const totpStep = (secret: string, code: string, now: number): number | undefined => {
  if (!/^\d{6}$/.test(code)) return undefined;
  const current = stepAt(now);
  return Array.from({ length: 2 * DRIFT_STEPS + 1 }, (_, index) => current - DRIFT_STEPS + index).find(
    (step) => timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(code)),
  );
};

/** What an authenticator app reads from a QR code. */
export const totpUri = (secret: string, username: string): string =>
  `otpauth://totp/${encodeURIComponent(`储备库:${username}`)}?secret=${secret}&issuer=${encodeURIComponent('储备库')}`;
