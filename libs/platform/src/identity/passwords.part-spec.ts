import { workOf } from '../../../../test/support/work.js';
import { Passwords } from './passwords.js';

describe('passwords', () => {
  const passwords = new Passwords();

  it('match their own argon2id hash only', async () => {
    const hash = await passwords.hash('口令 one');
    expect(hash).toMatch(/^\$argon2id\$/);
    expect(await passwords.matches('口令 one', hash)).toBe(true);
    expect(await passwords.matches('口令 two', hash)).toBe(false);
    expect(await passwords.matches('口令 One', hash)).toBe(false);
    expect(await passwords.matches('口令 one', undefined)).toBe(false);
    const long = 'x'.repeat(127);
    expect(await passwords.matches(`${long}a`, await passwords.hash(`${long}b`))).toBe(false);
  });

  it('are checked with as much work for a name nobody has', async () => {
    const hash = await passwords.hash('x');
    const unknown = await workOf(() => passwords.matches('y', undefined));
    const known = await workOf(() => passwords.matches('y', hash));
    expect(unknown / known).toBeGreaterThan(0.5);
  });
});
