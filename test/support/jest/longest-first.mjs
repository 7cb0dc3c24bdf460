/**
 * The order of test files: those that take long first, so that at the end no processor waits for another. Jest knows
 * how long a file took last time; a fresh clone has no last time, and goes by what is written here.
 */
import { relative } from 'node:path';
import TestSequencer from '@jest/test-sequencer';

/** Seconds, about, of files that take much longer than others of their kind. */
const LONG = {
  'test/web/journeys.e2e-spec.ts': 60,
  'test/web/crawl.e2e-spec.ts': 50,
  'test/authorisation/authorisation.e2e-spec.ts': 40,
  'test/faults/kill.e2e-spec.ts': 36,
  'test/faults/replay.e2e-spec.ts': 36,
  'libs/platform/src/postgres/embedded-postgres.int-spec.ts': 28,
  'test/journeys/bad-input.e2e-spec.ts': 28,
  'test/audit/pack.model-spec.ts': 24,
  'test/faults/races.e2e-spec.ts': 24,
  'test/fuzz/fuzz.e2e-spec.ts': 24,
  'test/model/model.model-spec.ts': 24,
  'test/papers/imports.e2e-spec.ts': 24,
  'test/faults/witness.e2e-spec.ts': 18,
  'test/journeys/reading.e2e-spec.ts': 16,
  'apps/api/src/proof/tampering.e2e-spec.ts': 16,
  'test/audit/packs.e2e-spec.ts': 14,
  'test/faults/tamper.int-spec.ts': 13,
};
const BY_KIND = { e2e: 6, int: 4, model: 4, part: 2, pure: 0.2 };

export default class LongestFirst extends TestSequencer {
  time(test) {
    const { rootDir, displayName } = test.context.config;
    const seconds = LONG[relative(rootDir, test.path)] ?? BY_KIND[displayName.name];
    return super.time(test) ?? seconds * 1000;
  }
}
