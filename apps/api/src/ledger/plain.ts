/** A record of the edge without its class: what a command carries is plain JSON. */
export const plain = <T extends object>(record: T): T => ({ ...record });
