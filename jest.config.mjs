/**
 * Five kinds of tests by file name: *.spec.ts pure, *.model-spec.ts pure too but long, *.part-spec.ts parts with
 * frameworks, files and threads, *.int-spec.ts database, *.e2e-spec.ts HTTP and processes.
 */
const shared = {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testPathIgnorePatterns: ['/node_modules/', '/test/canaries/', '/apps/web/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
};

export default {
  // Jest leaves one processor free for its own parent process, which on two would be half the machine.
  maxWorkers: '100%',
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
      globalSetup: '<rootDir>/test/support/database.setup.ts',
      globalTeardown: '<rootDir>/test/support/database.teardown.ts',
    },
    {
      ...shared,
      displayName: 'e2e',
      testMatch: ['**/*.e2e-spec.ts'],
      globalSetup: '<rootDir>/test/support/database.setup.ts',
      globalTeardown: '<rootDir>/test/support/database.teardown.ts',
    },
  ],
};
