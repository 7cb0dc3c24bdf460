/**
 * Five kinds of tests by file name: *.spec.ts pure, *.model-spec.ts pure too but long, *.part-spec.ts parts with
 * frameworks, files and threads, *.int-spec.ts database, *.e2e-spec.ts HTTP and processes.
 */
const shared = {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testPathIgnorePatterns: ['/node_modules/', '/test/canaries/', '/apps/web/'],
  // Node loads the tests, not Jest: see there.
  runtime: '<rootDir>/test/support/jest/plain-runtime.mjs',
  testEnvironment: '<rootDir>/test/support/jest/plain-environment.mjs',
  transform: {},
};

export default {
  // Jest leaves one processor free for its own parent process, which on two would be half the machine.
  maxWorkers: '100%',
  testSequencer: '<rootDir>/test/support/jest/longest-first.mjs',
  // A slow machine is no defect: this only ends what hangs. How fast things are is measured by `npm run bench`.
  testTimeout: 60_000,
  projects: [
    { ...shared, displayName: 'pure', testMatch: ['**/*.spec.ts'] },
    { ...shared, displayName: 'model', testMatch: ['**/*.model-spec.ts'] },
    { ...shared, displayName: 'part', testMatch: ['**/*.part-spec.ts'] },
    {
      ...shared,
      displayName: 'int',
      testMatch: ['**/*.int-spec.ts'],
      globalSetup: '<rootDir>/test/support/database.setup.mjs',
      globalTeardown: '<rootDir>/test/support/database.teardown.mjs',
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['**/*.e2e-spec.ts'],
      globalSetup: '<rootDir>/test/support/database.setup.mjs',
      globalTeardown: '<rootDir>/test/support/database.teardown.mjs',
    },
  ],
};
