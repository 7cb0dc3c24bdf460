import { SessionCache } from './session-cache.js';

/** A cache over a store that counts questions and answers when told. */
const setting = () => {
  const store = new Map([['a', 1]]);
  const asked: (readonly string[])[] = [];
  let now = 0;
  let hold: Promise<void> = Promise.resolve();
  const cache = new SessionCache<number>(
    async (keys) => {
      asked.push(keys);
      const seen = new Map(store);
      await hold;
      return seen;
    },
    () => now,
  );
  const held = () => {
    let release = (): void => undefined;
    hold = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  };
  return { store, asked, cache, held, pass: (ms: number) => (now += ms) };
};

const settled = (): Promise<void> => new Promise((resume) => setImmediate(resume));

describe('the memory of sessions', () => {
  it('asks once while an answer is fresh, then anew without anyone waiting', async () => {
    const { asked, cache, pass, held } = setting();
    await Promise.all([cache.get('a'), cache.get('a')]);
    for (let count = 0; count < 100; count += 1) await cache.get('a');
    const first = asked.length;
    const release = held();
    pass(500);
    expect(await cache.get('a')).toBe(1);
    expect(asked).toHaveLength(first + 1);
    release();
  });

  it('gives no answer that is a second old', async () => {
    const { store, cache, pass } = setting();
    expect(await cache.get('a')).toBe(1);
    store.delete('a');
    pass(999);
    expect(await cache.get('a')).toBeUndefined();
  });

  it('learns of an end elsewhere from the question it puts in the background', async () => {
    const { store, cache, pass } = setting();
    await cache.get('a');
    store.delete('a');
    pass(400);
    expect(await cache.get('a')).toBe(1);
    await settled();
    expect(await cache.get('a')).toBeUndefined();
  });

  it('does not remember an answer asked for before something was forgotten', async () => {
    const { store, asked, cache, held } = setting();
    const release = held();
    const waiting = cache.get('a');
    store.delete('a');
    cache.forgetAll();
    release();
    expect(await waiting).toBeUndefined();
    expect(asked).toHaveLength(2);
  });

  it('puts one question for many tokens', async () => {
    const { asked, cache, held } = setting();
    const release = held();
    const all = Array.from({ length: 50 }, (_, index) => cache.get(`k${index}`));
    release();
    await Promise.all(all);
    expect(asked.map((keys) => keys.length)).toEqual([1, 49]);
  });

  it('passes on that the store is away, and asks again', async () => {
    let fails = true;
    const cache = new SessionCache<number>(() =>
      fails ? Promise.reject(new Error('away')) : Promise.resolve(new Map([['a', 1]])),
    );
    await expect(cache.get('a')).rejects.toThrow('away');
    fails = false;
    expect(await cache.get('a')).toBe(1);
  });
});
