import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { must, upcast, type Fold, type Instant, type Logged } from '#kernel';
import { LEDGER_EVENTS } from './event-catalogue.js';
import { LEDGER_FOLDS } from './folds.js';

interface Fixture {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: unknown;
}

const LIBS = new URL('../../', import.meta.url);
const fixtures = readdirSync(LIBS)
  .map((lib) => new URL(`${lib}/src/contract/fixtures/`, LIBS))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => ({ name, file: new URL(name, folder) })))
  .map(({ name, file }) => ({ name, fixture: JSON.parse(readFileSync(file, 'utf8')) as Fixture }));

const eventOf = ({ type, schemaVersion, data }: Fixture): Logged<never> => {
  const shape = must(LEDGER_EVENTS[type], `shape of ${type}`);
  const moment = '2026-03-02T01:00:00.000Z' as Instant;
  return {
    type,
    data: upcast(shape, schemaVersion, data),
    stream: 'sample',
    version: 1,
    position: 1,
    eventId: 'sample',
    occurredAt: moment,
    recordedAt: moment,
    actor: 'county-clerk@320583',
    commandId: 'sample',
  } as unknown as Logged<never>;
};

/** A fold that does not know a type falls through to `assertNever`; any other trouble means that it knows it. */
const knows = (fold: Fold<unknown>, event: Logged<never>): boolean => {
  try {
    fold.evolve(fold.initial('sample'), event);
    return true;
  } catch (error) {
    return !String(error).includes('unexpected case');
  }
};

describe('event fixtures', () => {
  it('freeze one sample of every version of every type, and nothing else', () => {
    const wanted = Object.entries(LEDGER_EVENTS).flatMap(([type, { version }]) =>
      Array.from({ length: version }, (_, index) => `${type}.v${index + 1}.json`),
    );
    expect(fixtures.map(({ name }) => name).toSorted()).toEqual(wanted.toSorted());
  });

  it.each(fixtures)(
    '$name is what its name says, lifts to the newest shape and has a place in a fold',
    ({ name, fixture }) => {
      expect(name).toBe(`${fixture.type}.v${fixture.schemaVersion}.json`);
      expect(
        LEDGER_FOLDS.filter((fold) => knows(fold, eventOf(fixture))).map(({ prefix }) => prefix),
      ).not.toEqual([]);
    },
  );
});
