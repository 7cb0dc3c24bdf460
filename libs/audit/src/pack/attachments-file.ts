import { utf8 } from '../notes/encoding.js';

/** 附件以哈希列明：how an event names a file that lies elsewhere. */
const NAMED = /"sha256":"([0-9a-f]{64})"/g;

/** A line `<sha256>  <position>` for each file that an event names, in the order of its text. */
export const attachmentLines = ({
  body,
  position,
}: {
  readonly body: string;
  readonly position: number;
}): string => [...body.matchAll(NAMED)].map(([, sha256]) => `${sha256}  ${position}\n`).join('');

const [S, H, A] = utf8('sha');

/** Whether a body may name a file: most do not, and need not be read as text. */
export const mayNameFile = (body: Uint8Array): boolean => {
  for (let at = body.indexOf(H ?? 0); at >= 0; at = body.indexOf(H ?? 0, at + 1))
    if (body[at - 1] === S && body[at + 1] === A) return true;
  return false;
};
