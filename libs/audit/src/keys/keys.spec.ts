import { given, officer } from '../../../../test/support/given.js';
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
