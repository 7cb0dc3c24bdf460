/**
 * The order of test files: those that take long first, so that at the end no processor waits for another. Jest knows
 * how long a file took last time; a fresh clone has no last time, and goes by what is written here. The two that fill a
 * browser are kept apart: a browser draws all the time, and two of them draw twice as long.
 */
import { relative } from 'node:path';
import TestSequencer from '@jest/test-sequencer';

/** Seconds, about, of files that take much longer than others of their kind. */
const LONG = {
  'test/web/journeys.e2e-spec.ts': 85,
  'test/web/crawl.e2e-spec.ts': 60,
  'test/faults/kill.e2e-spec.ts': 35,
  'test/authorisation/authorisation.e2e-spec.ts': 31,
  'test/faults/replay.e2e-spec.ts': 31,
  'test/faults/witness.e2e-spec.ts': 19,
  'test/journeys/bad-input.e2e-spec.ts': 19,
  'test/edge/ledgers.e2e-spec.ts': 17,
  'test/papers/imports.e2e-spec.ts': 17,
  'test/model/model.model-spec.ts': 16,
  'libs/platform/src/postgres/embedded-postgres.int-spec.ts': 15,
  'test/audit/packs.e2e-spec.ts': 13,
  'test/faults/races.e2e-spec.ts': 13,
  'test/fuzz/fuzz.e2e-spec.ts': 11,
  'test/journeys/standing.e2e-spec.ts': 9,
  'libs/event-store/src/kurrent/kurrent-event-store.int-spec.ts': 9,
};
const BY_KIND = { e2e: 4, int: 4, model: 4, part: 2, pure: 0.2 };

const IN_A_BROWSER = /test\/web\/\w+\.e2e-spec\.ts$/;

export default class LongestFirst extends TestSequencer {
  constructor(options) {
    super(options);
    this.otherWorkers = Math.max(1, options.globalConfig.maxWorkers - 1);
  }

  time(test) {
    const { rootDir, displayName } = test.context.config;
    const seconds = LONG[relative(rootDir, test.path)] ?? BY_KIND[displayName.name];
    return super.time(test) ?? seconds * 1000;
  }

  /**
   * What failed last time comes first. Between the two come as many files as the other workers get through while the
   * first one runs.
   */
  sort(tests) {
    for (const test of tests) test.duration = this.time(test);
    const inOrder = tests.toSorted(
      (one, other) => this.hasFailed(other) - this.hasFailed(one) || other.duration - one.duration,
    );
    const [first, second] = inOrder.filter(({ path }) => IN_A_BROWSER.test(path));
    if (!second) return inOrder;
    const others = inOrder.filter((test) => test !== second);
    let meanwhile = 0;
    const place = others.findIndex((test) => {
      if (test !== first) meanwhile += test.duration;
      return meanwhile > first.duration * this.otherWorkers;
    });
    return place < 0 ? [...others, second] : others.toSpliced(place + 1, 0, second);
  }
}
