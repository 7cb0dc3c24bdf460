import { fromUtf8, utf8 } from '../notes/encoding.js';

/** 附件以哈希列明：how an event names a file that lies elsewhere. */
const NAME = utf8('"sha256":"');
const DIGITS = 64;
const [QUOTE = 0, NOUGHT = 0, NINE = 0, A = 0, F = 0] = utf8('"09af');

/** How far the name may be moved on when its last byte falls on this one: most bytes need no look (Horspool). */
const STEPS = new Uint8Array(256).fill(NAME.length);
NAME.subarray(0, -1).forEach((byte, at) => (STEPS[byte] = NAME.length - 1 - at));

/** Where the name ends that comes next; nowhere, -1, when none does. */
const afterName = (body: Uint8Array, start: number): number => {
  const last = NAME.length - 1;
  for (let end = start + last; end < body.length; end += STEPS[body[end] ?? 0] ?? 1) {
    let at = last;
    while (at >= 0 && body[end - last + at] === NAME[at]) at -= 1;
    if (at < 0) return end + 1;
  }
  return -1;
};

/** Whether 64 hexadecimal digits and no more stand within quotes here. */
const isHashAt = (body: Uint8Array, start: number): boolean => {
  for (let at = start; at < start + DIGITS; at += 1) {
    const byte = body[at] ?? 0;
    if (!((byte >= NOUGHT && byte <= NINE) || (byte >= A && byte <= F))) return false;
  }
  return body[start + DIGITS] === QUOTE;
};

/** A line `<sha256>  <position>` for each file that the body of an event names, in the order of its text. */
export const attachmentLines = (body: Uint8Array, position: number): string => {
  let lines = '';
  for (let start = afterName(body, 0); start >= 0;) {
    const end = start + DIGITS;
    const isHash = isHashAt(body, start);
    if (isHash) lines += `${fromUtf8(body.subarray(start, end))}  ${position}\n`;
    // The last quote of a name may be the first of another one; that of a hash is not.
    start = afterName(body, isHash ? end + 1 : start - 1);
  }
  return lines;
};
