import type { StoredEvent } from '#contract/event-store';
import { isJsonObject, jsonIn } from '../pack/json-in.js';
import { KEYS_STREAM } from '../keys/keys.fold.js';
import type { KeyPeriod, LogKeys } from '../pack/keys-file.js';
import { utf8 } from '../notes/encoding.js';
import type { Findings } from './findings.js';

interface KeyChange extends KeyPeriod {
  readonly oldKey: string;
}

const TYPE = 'SigningKeyRotated';
const nameOf = (key: string): string => key.slice(0, key.indexOf('+'));

const changesIn = ({ body, position }: StoredEvent): readonly KeyChange[] => {
  const data = jsonIn(utf8(body));
  const keys = isJsonObject(data) ? data['keys'] : undefined;
  return (Array.isArray(keys) ? keys : []).flatMap((change: unknown) => {
    if (!isJsonObject(change)) return [];
    const { oldKey, newKey } = change;
    return typeof oldKey === 'string' && typeof newKey === 'string'
      ? [{ oldKey, key: newKey, fromSize: position }]
      : [];
  });
};

/** Follows the changes of keys that a log records, and compares them with the list that a pack brings. */
export class KeysInLog {
  private readonly changes: KeyChange[] = [];

  read(event: StoredEvent): void {
    if (event.stream === KEYS_STREAM && event.type === TYPE) this.changes.push(...changesIn(event));
  }

  /** A list begins with a key from size 0 and goes on with exactly the changes that the log records. */
  compare(logs: readonly LogKeys[], findings: Findings): void {
    for (const { origin, keys } of logs) {
      const [first, ...later] = keys;
      const changes = this.changes.filter(({ key }) => nameOf(key) === origin);
      const begins = first?.fromSize === 0 && (changes[0]?.oldKey ?? first.key) === first.key;
      const follows =
        later.length === changes.length &&
        changes.every(({ key, fromSize }, at) => later[at]?.key === key && later[at].fromSize === fromSize);
      if (!begins || !follows) findings.add('KEYS', { field: origin });
    }
  }
}
