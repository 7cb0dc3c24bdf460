import type { Unhashed } from '#contract/event-store';
import { isJsonObject, jsonIn } from '../pack/json-in.js';
import type { Cryptography } from '../crypto/cryptography.js';
import { isHandedOver } from '../keys/handover.js';
import { KEYS_STREAM } from '../keys/keys.fold.js';
import type { KeyPeriod, LogKeys } from '../pack/keys-file.js';
import { utf8 } from '../notes/encoding.js';
import type { Findings } from './findings.js';

interface RecordedChange extends KeyPeriod {
  readonly oldKey: string;
  readonly signed: boolean;
  /** Not signed, or signed by the key that gave way. */
  readonly sound: boolean;
}

const TYPE = 'SigningKeyRotated';
const nameOf = (key: string): string => key.slice(0, key.indexOf('+'));

const changesIn = ({ body, position }: Unhashed, cryptography: Cryptography): readonly RecordedChange[] => {
  const data = jsonIn(utf8(body));
  const { keys, decisionNo } = isJsonObject(data) ? data : {};
  return (Array.isArray(keys) ? keys : []).flatMap((change: unknown) => {
    if (!isJsonObject(change)) return [];
    const { oldKey, newKey, signature } = change;
    if (typeof oldKey !== 'string' || typeof newKey !== 'string') return [];
    const told = { oldKey, newKey, ...(typeof signature === 'string' && { signature }) };
    const sound =
      signature === undefined ||
      (typeof decisionNo === 'string' && isHandedOver(told, decisionNo, cryptography));
    return [{ oldKey, key: newKey, fromSize: position, signed: signature !== undefined, sound }];
  });
};

/** Follows the changes of keys that a log records, and compares them with the list that a pack brings. */
export class KeysInLog {
  private readonly changes: RecordedChange[] = [];

  constructor(private readonly cryptography: Cryptography) {}

  read(event: Unhashed): void {
    if (event.stream === KEYS_STREAM && event.type === TYPE)
      this.changes.push(...changesIn(event, this.cryptography));
  }

  /**
   * A list begins with a key from size 0 and goes on with exactly the changes that the log records. Each is signed by
   * the key that gives way, but for those before the first that is.
   */
  compare(logs: readonly LogKeys[], findings: Findings): void {
    for (const { origin, keys } of logs) {
      const [first, ...later] = keys;
      const changes = this.changes.filter(({ key }) => nameOf(key) === origin);
      const begins = first?.fromSize === 0 && (changes[0]?.oldKey ?? first.key) === first.key;
      const follows =
        later.length === changes.length &&
        changes.every(({ key, fromSize }, at) => later[at]?.key === key && later[at].fromSize === fromSize);
      const signedFrom = changes.findIndex(({ signed }) => signed);
      const handedOver = changes.every(
        ({ signed, sound }, at) => sound && (signed || signedFrom < 0 || at < signedFrom),
      );
      if (!begins || !follows || !handedOver) findings.add('KEYS', { field: origin });
    }
  }
}
