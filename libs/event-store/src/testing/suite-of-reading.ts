import { must } from '#kernel';
import { decode, EMPTY_HEAD, verifyChain } from '../contract/index.js';
import { follow, HoleInLog } from '../reader.js';
import { credited, times, type Given } from './suite-subject.js';
import { toyEvents } from './toy-domain.js';

export const describeReading = (given: Given): void => {
  it('starts empty', async () => {
    expect(await given().store.head(given().ledger)).toEqual(EMPTY_HEAD);
    expect(await given().everything()).toEqual([]);
  });

  it('reads streams, and their versions, as of a position', async () => {
    const { store, ledger } = given();
    const events = await given().appended(['pool-a', 'pool-b', 'pool-a'].map((stream) => credited(stream)));
    expect(await store.readStreams(ledger, ['pool-a'], 3)).toEqual([events[0], events[2]]);
    expect(await store.readStreams(ledger, ['pool-a', 'pool-b'], 2)).toEqual(events.slice(0, 2));
    const versions = async (upTo: number) =>
      Object.fromEntries(await store.streamVersions(ledger, ['pool-a', 'pool-b', 'pool-c'], upTo));
    expect(await versions(3)).toEqual({ 'pool-a': 2, 'pool-b': 1 });
    expect(await versions(1)).toEqual({ 'pool-a': 1 });
  });

  it('lifts old shapes to the newest and knows no unknown type', async () => {
    const old = { ...credited('pool-a'), schemaVersion: 1, body: '{"sum":7}' };
    const strange = { ...credited('pool-a'), type: 'Abolished' };
    const [first, second] = await given().appended([old, strange]);
    const lifted = { data: { amount: 7 }, actor: 'officer', version: 1 };
    expect(decode(must(first, 'first'), toyEvents)).toMatchObject(lifted);
    expect(() => decode(must(second, 'second'), toyEvents)).toThrow('event type Abolished of pool-a@2');
  });

  it('still has everything after being closed and reopened, and goes on from there', async () => {
    const before = await given().appended([credited('pool-a'), credited('pool-b')]);
    await given().reopen();
    expect(await given().everything()).toEqual(before);
    const [next] = await given().appended([credited('pool-a')]);
    expect(next).toMatchObject({ position: 3, version: 2 });
    expect(verifyChain(EMPTY_HEAD.hash, await given().everything())).toBeUndefined();
  });
};

export const describeFollowing = (given: Given): void => {
  it('stays gapless, ordered and chained under concurrent writers of one stream', async () => {
    const writers = times(12).map(async (writer) => {
      for (const turn of times(5))
        await given().append([credited('pool-a', writer), credited(`pool-${turn}`)]);
    });
    await Promise.all(writers);
    const events = await given().everything(7);
    expect(events.map(({ position }) => position)).toEqual(times(120).map((index) => index + 1));
    const hot = events.filter(({ stream }) => stream === 'pool-a').map(({ version }) => version);
    expect(hot).toEqual(times(60).map((index) => index + 1));
    expect(verifyChain(EMPTY_HEAD.hash, events)).toBeUndefined();
  });

  it('catches up from where a follower stopped, and tells it when there is more', async () => {
    const { store, ledger } = given();
    await given().append(times(7).map(() => credited('pool-a')));
    const pages: number[][] = [];
    for await (const page of follow(store, ledger, { after: 1, pageSize: 3 })) {
      pages.push(page.map(({ position }) => position));
    }
    expect(pages).toEqual([
      [2, 3, 4],
      [5, 6, 7],
    ]);
    const heard = new Promise<number>((resolve) => {
      const stop = store.onGrowth(ledger, (position) => {
        // A hint may also come for what is there already.
        if (position < 8) return;
        stop();
        resolve(position);
      });
    });
    await given().append([credited('pool-a')]);
    expect(await heard).toBe(8);
  });
};

export const describeDamage = (given: Given): void => {
  it('stops a follower at a hole', async () => {
    const { store, ledger } = given();
    await given().append(times(5).map(() => credited('pool-a')));
    const holed = {
      readLedger: async (name: string, after: number, limit: number) => {
        const events = await store.readLedger(name, after, limit + 1);
        return events.filter(({ position }) => position !== 4).slice(0, limit);
      },
    };
    const seen: number[] = [];
    const reading = (async () => {
      for await (const page of follow(holed, ledger, { pageSize: 2 })) seen.push(page.length);
    })();
    await expect(reading).rejects.toEqual(new HoleInLog(ledger, 4));
    expect(seen).toEqual([2]);
  });

  it('finds the first event that was tampered with', async () => {
    await given().append(times(4).map(() => credited('pool-a')));
    const events = await given().everything();
    const changed = events.map((event) =>
      event.position === 3 ? { ...event, body: '{"amount":9}' } : event,
    );
    expect(verifyChain(EMPTY_HEAD.hash, changed)).toMatchObject({ position: 3 });
    expect(verifyChain(EMPTY_HEAD.hash, events.toSpliced(1, 1))).toMatchObject({ position: 3 });
    expect(verifyChain(must(events[1], 'second').hash, events.slice(2))).toBeUndefined();
  });
};
