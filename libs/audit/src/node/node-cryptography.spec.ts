import fc from 'fast-check';
import { must } from '#kernel';

import { vectors } from '../../../../test/support/vectors.js';
import { pureCryptography } from '../crypto/pure-cryptography.js';
import { fromHex, hex } from '../notes/encoding.js';
import { nodeCryptography } from './node-cryptography.js';

interface Groups {
  readonly testGroups: readonly {
    readonly publicKey: { readonly pk: string };
    readonly tests: readonly { readonly msg: string; readonly sig: string; readonly result: string }[];
  }[];
}

const bytes = (text: string): Uint8Array => must(fromHex(text), 'hexadecimal');
const file = vectors('wycheproof_ed25519_test.json') as Groups | undefined;
const whereThere = file === undefined ? it.skip : it;

describe('the cryptography of Node', () => {
  whereThere('accepts and refuses the 151 signatures of Wycheproof as it should', () => {
    const claims = (file?.testGroups ?? []).flatMap(({ publicKey: { pk }, tests }) =>
      tests.map(({ msg, sig, result }) => ({
        claim: { message: bytes(msg), signature: bytes(sig), publicKey: bytes(pk) },
        valid: result === 'valid',
      })),
    );
    expect(claims.filter(({ claim, valid }) => nodeCryptography.ed25519.verify(claim) !== valid)).toEqual([]);
    expect(claims).toHaveLength(151);
  });

  it('gives the very bytes of the pure one', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (data, seed) => {
          const made = [nodeCryptography, pureCryptography].map(({ sha256, sm3, ed25519 }) =>
            [sha256(data), sm3(data), ed25519.publicKeyOf(seed), ed25519.sign(data, seed)].map(hex),
          );
          expect(made[0]).toEqual(made[1]);
        },
      ),
      { numRuns: 20 },
    );
  });
});
