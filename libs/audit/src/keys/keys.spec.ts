import { given, officer } from '../../../../test/support/given.js';
import { pureCryptography } from '../crypto/pure-cryptography.js';
import { signerKey, type SignerKey } from '../notes/keys.js';
import { isHandedOver, signedChange } from './handover.js';
import { keyInForce, type KeyRotation } from './keys.fold.js';
import { rotateSigningKey } from './rotate-signing-key.decider.js';

const change = (oldKey: string, newKey: string) => ({ oldKey: `log+${oldKey}+A`, newKey: `log+${newKey}+A` });
const rotation = (position: number, oldKey: string, newKey: string): KeyRotation => ({
  position,
  keys: [change(oldKey, newKey)],
  decisionNo: '示例',
});

describe('the key in force', () => {
  const recorded = { rotations: [rotation(10, 'a', 'b'), rotation(20, 'b', 'c')] };
  it('is the newest at or before a size, the first one before any change', () => {
    const at = [0, 9, 10, 19, 20, 99].map((size) => keyInForce(recorded, 'log', size));
    expect(at).toEqual(['log+a+A', 'log+a+A', 'log+b+A', 'log+b+A', 'log+c+A', 'log+c+A']);
  });
  it('is not told for another log, nor by a log without changes', () => {
    expect([keyInForce(recorded, 'log/sm3', 9), keyInForce({ rotations: [] }, 'log', 9)]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

const keyOf = (byte: number, algorithm: 'ed25519' | 'sm2' = 'ed25519'): SignerKey =>
  signerKey({ name: 'log', algorithm, use: 'NOTE' }, new Uint8Array(32).fill(byte), pureCryptography);

describe('the signature of the key that gives way', () => {
  it.each(['ed25519', 'sm2'] as const)('holds for this change by this decision, by %s', (algorithm) => {
    const [old, next, other] = [keyOf(1, algorithm), keyOf(2, algorithm), keyOf(3, algorithm)];
    const plain = { oldKey: old.verifier.text, newKey: next.verifier.text };
    const signed = signedChange(plain, { key: old, decisionNo: '示例2' }, pureCryptography);
    const holds = (one: object, decisionNo = '示例2'): boolean =>
      isHandedOver({ ...signed, ...one }, decisionNo, pureCryptography);
    expect(holds({})).toBe(true);
    expect(holds({}, '示例3')).toBe(false);
    expect(holds({ newKey: other.verifier.text })).toBe(false);
    expect(holds(signedChange(plain, { key: other, decisionNo: '示例2' }, pureCryptography))).toBe(false);
    for (const signature of ['', 'AAAA', '\n\n', `${signed.signature} `])
      expect(holds({ signature })).toBe(false);
    expect(isHandedOver(plain, '示例2', pureCryptography)).toBe(false);
    expect(holds({ oldKey: 'no key' })).toBe(false);
  });
});

describe('a change of keys', () => {
  const actor = officer('security-admin', '320500');
  const past = { type: 'SigningKeyRotated', data: { keys: [change('a', 'b')], decisionNo: '示例1' } };
  it('takes the place of the key in force', () => {
    given({ keys: [past] })
      .when(rotateSigningKey, { keys: [change('b', 'c')], decisionNo: '示例2' }, { actor })
      .thenAccepted();
  });
  it('is refused for a key that has given way already', () => {
    given({ keys: [past] })
      .when(rotateSigningKey, { keys: [change('a', 'c')], decisionNo: '示例2' }, { actor })
      .thenRefused('SIGNING_KEY_NOT_CURRENT');
  });
  it('is signed by the key that gives way, once any change of the log was', () => {
    const [old, next, third] = [keyOf(1), keyOf(2), keyOf(3)];
    const step = (from: SignerKey, to: SignerKey) => ({
      oldKey: from.verifier.text,
      newKey: to.verifier.text,
    });
    const decisionNo = '示例2';
    const signed = signedChange(step(old, next), { key: old, decisionNo }, pureCryptography);
    const forged = signedChange(step(old, next), { key: next, decisionNo }, pureCryptography);
    const changing = (ledger = given(), keys = [signed]) =>
      ledger.when(rotateSigningKey, { keys, decisionNo }, { actor });
    changing(given(), [forged]).thenRefused('INVALID_MEANING');
    const after = changing().thenAccepted();
    changing(after, [step(next, third)]).thenRefused('INVALID_MEANING');
    const onward = signedChange(step(next, third), { key: next, decisionNo }, pureCryptography);
    changing(after, [onward]).thenAccepted();
  });
  it('is for nobody who answers for a part of the places only', () => {
    given()
      .when(
        rotateSigningKey,
        { keys: [change('a', 'b')], decisionNo: '示例1' },
        { actor: officer('security-admin', '320581') },
      )
      .thenRefused('FORBIDDEN_PLACE');
  });
});
