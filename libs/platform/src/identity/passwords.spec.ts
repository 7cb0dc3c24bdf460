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

  it('are checked as long for a name nobody has', async () => {
    const hash = await passwords.hash('x');
    const quickest = async (stored: string | undefined): Promise<number> => {
      const times: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const started = performance.now();
        await passwords.matches('y', stored);
        times.push(performance.now() - started);
      }
      return Math.min(...times);
    };
    expect((await quickest(undefined)) / (await quickest(hash))).toBeGreaterThan(0.3);
  });
});
