import { sha256Hex } from '#kernel';

/**
 * Letters a to z, digits and hyphens stand for themselves, every other byte becomes `_` and two hexadecimal digits: a
 * server before 26.2 took few other characters in a name, and it never tells upper from lower case within one request.
 */
const plain = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      return /[a-z0-9-]/.test(letter) ? letter : `_${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');

/** The KurrentDB streams of one ledger. */
export class Names {
  readonly #prefix: string;

  constructor(ledger: string) {
    this.#prefix = `reserve-pool.${plain(ledger)}`;
  }

  /** The events themselves, in order: the event at position n is its revision n - 1. */
  get log(): string {
    return `${this.#prefix}.log`;
  }

  /** Who holds the head, if anybody. */
  get lock(): string {
    return `${this.#prefix}.lock`;
  }

  /** Where the events of a stream lie in the log: the one of version n is revision n - 1. */
  stream(name: string): string {
    return `${this.#prefix}.stream.${plain(name)}`;
  }

  /** Exists once an event has this id. */
  event(id: string): string {
    return `${this.#prefix}.event.${plain(id)}`;
  }

  /** Exists once the log has ended with this chain value. */
  head(hash: string): string {
    return `${this.#prefix}.head.${hash}`;
  }

  /** What came of the command with this key; a key may be longer than a name should be. */
  command(key: string): string {
    return `${this.#prefix}.command.${sha256Hex(Buffer.from(key))}`;
  }
}
