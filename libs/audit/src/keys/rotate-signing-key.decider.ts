import {
  propose,
  refuse,
  refuseBy,
  refuseMeaning,
  withinAllPlaces,
  type Command,
  type Decider,
  type Decision,
} from '#kernel';
import type { KeyChange, SigningKeyRotated } from '../contract/index.js';
import { pureCryptography } from '../crypto/pure-cryptography.js';
import { isHandedOver } from './handover.js';
import { keyInForce, KEYS_STREAM, keysFold, wasSigned } from './keys.fold.js';

export interface RotateSigningKey {
  readonly keys: readonly KeyChange[];
  readonly decisionNo: string;
}

const originOf = ({ oldKey }: KeyChange): string => oldKey.slice(0, oldKey.indexOf('+'));

const UNPROVED = {
  field: 'keys',
  rule: 'handedOver',
  message: '旧密钥未签署此次更换 / not signed by the key that gives way',
};

/**
 * 更换签名密钥：only the keys in force may give way, at the word of an officer of all the places whose log they sign.
 * A change is signed by the key that gives way; one without is only known from before the log's first that is. Errors:
 * FORBIDDEN_PLACE, SIGNING_KEY_NOT_CURRENT, INVALID_MEANING of a signature that does not hold or is missing.
 */
export const rotateSigningKey: Decider<RotateSigningKey> = {
  command: 'RotateSigningKey',
  decide({ actor, data: { keys, decisionNo } }: Command<RotateSigningKey>, state): Decision {
    const elsewhere = refuseBy([withinAllPlaces(actor)]);
    if (elsewhere) return elsewhere;
    const recorded = state(keysFold, '');
    for (const change of keys) {
      const current = keyInForce(recorded, originOf(change), Number.MAX_SAFE_INTEGER);
      if (current !== undefined && current !== change.oldKey)
        return refuse({ code: 'SIGNING_KEY_NOT_CURRENT', params: { current }, rules: [] });
    }
    const proved = (change: KeyChange): boolean =>
      change.signature === undefined
        ? !wasSigned(recorded, originOf(change))
        : isHandedOver(change, decisionNo, pureCryptography);
    const unproved = refuseMeaning(keys.every(proved) ? [] : [UNPROVED]);
    if (unproved) return unproved;
    const rotated: SigningKeyRotated = { type: 'SigningKeyRotated', data: { keys, decisionNo } };
    return {
      ok: true,
      events: [propose(KEYS_STREAM, rotated)],
      rules: [],
      answer: ({ position }) => ({ keys: keys.map((change) => ({ ...change })), decisionNo, position }),
    };
  },
};
