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
