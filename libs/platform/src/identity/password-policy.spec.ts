import { dictionary } from '@zxcvbn-ts/language-common';
import { passwordFault } from './password-policy.js';

const about = { username: 'county-clerk@320583' };

describe('a new password', () => {
  it.each<[string, string | undefined]>([
    ['seven77', 'PASSWORD_LENGTH'],
    ['字'.repeat(129), 'PASSWORD_LENGTH'],
    ['password', 'PASSWORD_COMMON'],
    ['PassWord', 'PASSWORD_COMMON'],
    ['１２３４５６７８', 'PASSWORD_COMMON'],
    ['zzzzzzzzzzzzzzzz', 'PASSWORD_COMMON'],
    ['county-clerk@320583', 'PASSWORD_TELLS'],
    ['County-Clerk@320583!', 'PASSWORD_TELLS'],
    ['x320583x1', 'PASSWORD_TELLS'],
    ['reserve-pool1', 'PASSWORD_TELLS'],
    ['储备库储备库12', 'PASSWORD_TELLS'],
    ['only small letters', undefined],
    ['八个汉字也是口令', undefined],
    ['reserve-pool and a long sentence', undefined],
    ['x'.repeat(60) + 'abcdefgh', undefined],
  ])('%s: %s', (password, fault) => expect(passwordFault(password, about)).toBe(fault));

  it('is not the old one', () => {
    expect(passwordFault('a fine phrase', { ...about, old: 'a fine phrase' })).toBe('PASSWORD_SAME');
  });

  it('is none of the three thousand most common ones that are long enough', () => {
    const long = dictionary['passwords-common'].filter((text) => text.length >= 8).slice(0, 3_000);
    expect(long).toHaveLength(3_000);
    expect(long.filter((text) => passwordFault(text, about) === undefined)).toEqual([]);
  });
});
