const [QUOTE, BACKSLASH, COMMA, COLON, SPACE] = [0x22, 0x5c, 0x2c, 0x3a, 0x20];
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];
/** UTF-8: from which code point on a character takes two bytes, three, and two code units of JavaScript. */
const [TWO_BYTES, THREE_BYTES, SURROGATES, AFTER_SURROGATES] = [0x80, 0x800, 0xd800, 0xe000];
const NOWHERE = -1;

/** Called so, the method is not looked up again for each of the many ways in which an engine stores texts. */
const unitAt = (text: string, index: number): number => String.prototype.charCodeAt.call(text, index);

const afterByte = (byte: number, bytes: Uint8Array, at: number): number =>
  bytes[at] === byte ? at + 1 : NOWHERE;

/** Whether a character of two or three bytes lies here. */
const isCharacter = (unit: number, bytes: Uint8Array, at: number): boolean => {
  const last = 0x80 | (unit & 0x3f);
  if (unit < THREE_BYTES) return bytes[at] === (0xc0 | (unit >> 6)) && bytes[at + 1] === last;
  return (
    (unit < SURROGATES || unit >= AFTER_SURROGATES) &&
    bytes[at] === (0xe0 | (unit >> 12)) &&
    bytes[at + 1] === (0x80 | ((unit >> 6) & 0x3f)) &&
    bytes[at + 2] === last
  );
};

/** Where a text within quotes ends that begins here; nowhere for one with escapes. */
const afterText = (text: string, bytes: Uint8Array, start: number): number => {
  if (bytes[start] !== QUOTE) return NOWHERE;
  let at = start + 1;
  const { length } = text;
  for (let index = 0; index < length; index += 1) {
    const unit = unitAt(text, index);
    if (unit < TWO_BYTES) {
      if (bytes[at] !== unit || unit < SPACE || unit === QUOTE || unit === BACKSLASH) return NOWHERE;
      at += 1;
    } else {
      if (!isCharacter(unit, bytes, at)) return NOWHERE;
      at += unit < THREE_BYTES ? 2 : 3;
    }
  }
  return afterByte(QUOTE, bytes, at);
};

const afterWord = (word: string, bytes: Uint8Array, start: number): number => {
  const { length } = word;
  for (let index = 0; index < length; index += 1)
    if (bytes[start + index] !== unitAt(word, index)) return NOWHERE;
  return start + length;
};

const afterList = (list: readonly unknown[], bytes: Uint8Array, start: number): number => {
  let at = start;
  let opening = LIST;
  for (const value of list) {
    if (bytes[at] !== opening) return NOWHERE;
    at = after(value, bytes, at + 1);
    if (at === NOWHERE) return NOWHERE;
    opening = COMMA;
  }
  return afterByte(LIST_END, bytes, at === start ? afterByte(LIST, bytes, at) : at);
};

const afterObject = (object: Readonly<Record<string, unknown>>, bytes: Uint8Array, start: number): number => {
  if (Object.getPrototypeOf(object) !== Object.prototype) return NOWHERE;
  let at = start;
  let opening = OBJECT;
  for (const key in object) {
    if (bytes[at] !== opening) return NOWHERE;
    at = afterText(key, bytes, at + 1);
    if (at === NOWHERE || bytes[at] !== COLON) return NOWHERE;
    at = after(object[key], bytes, at + 1);
    if (at === NOWHERE) return NOWHERE;
    opening = COMMA;
  }
  return afterByte(OBJECT_END, bytes, at === start ? afterByte(OBJECT, bytes, at) : at);
};

const after = (value: unknown, bytes: Uint8Array, start: number): number => {
  switch (typeof value) {
    case 'string':
      return afterText(value, bytes, start);
    case 'boolean':
      return afterWord(String(value), bytes, start);
    case 'number':
      return Number.isFinite(value) ? afterWord(JSON.stringify(value), bytes, start) : NOWHERE;
    case 'object':
      if (value === null) return afterWord('null', bytes, start);
      if (Array.isArray(value)) return afterList(value, bytes, start);
      return afterObject(value as Readonly<Record<string, unknown>>, bytes, start);
    default:
      return NOWHERE;
  }
};

/**
 * Whether bytes are a value to the letter as `JSON.stringify` writes it, told without writing it: they then read as
 * this value. Of some that it writes this is not told, and false: texts with escapes or characters beyond the
 * basic plane, what is undefined, anything that is neither a list nor a plain object.
 */
export const isWrittenAs = (value: unknown, bytes: Uint8Array): boolean =>
  after(value, bytes, 0) === bytes.length;
