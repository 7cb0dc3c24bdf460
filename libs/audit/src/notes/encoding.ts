/** Base64 of RFC 4648, section 4, with padding. */
export const base64 = (bytes: Uint8Array): string => btoa(String.fromCodePoint(...bytes));

/** Reads base64 strictly: nothing for text that `base64` would not have written. */
export const fromBase64 = (text: string): Uint8Array | undefined => {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(atob(text), (character) => character.codePointAt(0) ?? 0);
  return base64(bytes) === text ? bytes : undefined;
};

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export const hex = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += HEX[byte] ?? '';
  return text;
};

/** Reads hexadecimal in lower or upper case; nothing for any other text. */
export const fromHex = (text: string): Uint8Array | undefined =>
  /^([0-9a-fA-F]{2})*$/.test(text)
    ? Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
    : undefined;

/** One of each for all, as making one takes longer than reading an event with it. */
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** Reads UTF-8; nothing for bytes that are none. A leading byte order mark is kept, as it was signed too. */
export const fromUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
};

/** A whole number without sign, leading zero or anything else, small enough to count exactly. */
export const countIn = (text: string): number | undefined => {
  const value = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
};
