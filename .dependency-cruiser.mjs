/**
 * Who may import whom: the table in docs/architecture.md, one rule per row. Each room has a list of what it may import
 * and everything else is refused: a new folder or package is closed until somebody opens it here. Every rule has a
 * canary under test/canaries/ that breaks it, and test/boundaries.int-spec.ts sees each one red.
 */
const tests = '(\\.(spec|part-spec|int-spec|e2e-spec)\\.tsx?$|^libs/[^/]+/src/testing/)';
const notDomain = '(kernel|audit|event-store|platform|documents)/';
const anyDomain = `(?!${notDomain})[^/]+`;

/** Where the rooms are. `$1` in a target stands for the library the importing file is in. */
const kernel = '^libs/kernel/src/index\\.ts$';
const anyContract = '^libs/[^/]+/src/contract/index\\.ts$';
const ownContract = '^libs/$1/src/contract/';
/** What every room of a library may know: the kernel, and which events there are. */
const events = [kernel, anyContract, ownContract];
const ownDomain = '^libs/$1/src/(?!contract/|application/|read/|module\\.ts)';
const ownApplication = '^libs/$1/src/application/';
const ownRead = '^libs/$1/src/read/';
const otherDomain = `^libs/${anyDomain}/src/index\\.ts$`;
const doorOf = (name) => `^libs/${name}/src/index\\.ts$`;
const [eventStore, platform, documents] = ['event-store', 'platform', 'documents'].map(doorOf);
const packages = (names) => `(^|/)node_modules/(@types/)?(${names})/`;
const nest = packages('@nestjs/(?!typeorm)[^/]+');
const nestAndDatabase = packages('@nestjs/[^/]+|typeorm|pg');

/** A rule that refuses every import from `from` which `to` does not list. Test files are not bound by it. */
const only = ({ name, comment, from, to, except }) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: [tests, ...(except ?? [])] },
  to: { pathNot: to },
});
const never = (name, comment, { from, to }) => ({ name, comment, severity: 'error', from, to });

const general = [
  never('not-resolvable', 'An import nobody can resolve is one no rule can judge.', {
    from: {},
    to: { couldNotResolve: true },
  }),
  never('no-circular', 'Files that import each other in a ring have no order to be read in.', {
    from: {},
    to: { circular: true },
  }),
  never(
    'library-walls',
    'Into another library or app only through #kernel, #contract/*, #libs/*, #module/*, #apps/*.',
    {
      from: { path: '^(libs|apps)/([^/]+)/' },
      to: { path: '^(libs|apps)/', pathNot: '^$1/$2/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
  ),
  never('library-walls-for-tests', 'Tests outside a library use the same doors as everybody else.', {
    // The holder of the test database loads the launcher alone; the console is a page and has no door.
    from: { path: '^test/', pathNot: '^test/support/embedded-server[.]ts$' },
    to: { path: '^(libs|apps)/', pathNot: '^apps/web/', dependencyTypesNot: ['aliased-subpath-import'] },
  }),
  never('no-test-code-in-production', 'Test files and test support stay out of what is shipped.', {
    from: { path: '^(libs|apps)/', pathNot: tests },
    to: { path: ['^test/', tests] },
  }),
  never('no-dev-package-in-production', 'A package needed at run time is no devDependency.', {
    from: { path: '^(libs|apps)/', pathNot: tests },
    to: { dependencyTypes: ['npm-dev'], pathNot: '(^|/)node_modules/@types/' },
  }),
  never('no-undeclared-package', 'Every package used is named in package.json.', {
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  }),
];

/** The kernel's edges: one file each, one package each. */
const kernelEdges = {
  'civil-time': packages('luxon'),
  digest: '^(node:)?crypto$',
  persistent: packages('immutable'),
};
const kernelFiles = '^libs/kernel/src/';

const kernelRules = [
  only({
    name: 'kernel',
    comment: 'The kernel imports nothing but itself.',
    from: kernelFiles,
    except: Object.keys(kernelEdges).map((file) => `${kernelFiles}${file}\\.ts$`),
    to: [kernelFiles],
  }),
  ...Object.entries(kernelEdges).map(([file, allowed]) =>
    only({
      name: `kernel-edge-${file}`,
      comment: `${file}.ts is the only edge of the kernel to its one package.`,
      from: `${kernelFiles}${file}\\.ts$`,
      to: [kernelFiles, allowed],
    }),
  ),
];

const rooms = [
  only({
    name: 'contract',
    comment: 'Events and upcasters: the kernel and other contracts.',
    from: '^libs/([^/]+)/src/contract/',
    to: events,
  }),
  only({
    name: 'domain',
    comment: 'State, deciders, policies and index.ts: pure; other domains through their index.',
    from: `^libs/(${anyDomain})/src/(?!contract/|application/|read/|module\\.ts)`,
    to: [...events, ownDomain, otherDomain],
  }),
  only({
    name: 'application',
    comment: 'Handlers: domains, the event store port, platform and Nest; no database.',
    from: `^libs/(${anyDomain})/src/application/`,
    to: [...events, ownDomain, ownApplication, otherDomain, eventStore, platform, nest],
  }),
  only({
    name: 'read',
    comment: 'Projections and queries: events in, tables out; folds and views of its own domain, no other.',
    from: `^libs/(${anyDomain})/src/read/`,
    to: [...events, ownDomain, ownRead, eventStore, platform, nestAndDatabase],
  }),
  only({
    name: 'module',
    comment: 'The wiring of one library: its own rooms, other wirings, event store, platform and Nest.',
    from: `^libs/(${anyDomain})/src/module\\.ts$`,
    to: ['^libs/$1/src/', kernel, '^libs/[^/]+/src/module\\.ts$', eventStore, platform, nestAndDatabase],
  }),
  only({
    name: 'audit',
    comment: 'The verifier: pure; evolve and invariants of all domains through their index.',
    from: '^libs/(audit)/src/(?!contract/|node/|module\\.ts$|crypto/pure-cryptography\\.ts$|pack/pure-tools\\.ts$)',
    to: [...events, '^libs/audit/src/', otherDomain],
  }),
  only({
    name: 'audit-edge-cryptography',
    comment:
      'pure-cryptography.ts is the only edge of the verifier to packages, all of them plain JavaScript.',
    from: '^libs/audit/src/crypto/pure-cryptography\\.ts$',
    to: ['^libs/audit/src/', packages('@noble/(curves|hashes)|sm-crypto-v2')],
  }),
  only({
    name: 'audit-edge-deflate',
    comment: 'pure-tools.ts is the only edge of the verifier to its zip package, plain JavaScript too.',
    from: '^libs/audit/src/pack/pure-tools\\.ts$',
    to: ['^libs/audit/src/', packages('fflate')],
  }),
  only({
    name: 'audit-edge-node',
    comment: "node/ and its door module.ts bring Node's own hashes, deflate and UTF-8 to those in Node.",
    from: '^libs/audit/src/(node/|module\\.ts$)',
    to: ['^libs/audit/src/', '^(node:)?(buffer|crypto|worker_threads|zlib)$'],
  }),
];

const testRules = [
  only({
    name: 'reference',
    comment: 'The reference ledger knows nothing of what it is compared with.',
    from: '^test/model/reference/',
    to: ['^test/model/reference/'],
  }),
];

const infrastructureRules = [
  never('event-store', 'The event store knows no business, no platform and no framework.', {
    from: { path: '^libs/event-store/', pathNot: tests },
    to: {
      path: ['^(libs|apps)/', packages('@nestjs/[^/]+|typeorm')],
      pathNot: [kernel, anyContract, '^libs/event-store/src/'],
    },
  }),
  never('platform', 'Platform serves every library and knows only the event store and documents.', {
    from: { path: '^libs/platform/', pathNot: tests },
    to: {
      path: '^(libs|apps)/',
      pathNot: [kernel, anyContract, eventStore, documents, '^libs/platform/src/'],
    },
  }),
  never('documents', 'Files in and out: bytes from texts and texts from bytes, and nothing of the service.', {
    from: { path: '^libs/documents/', pathNot: tests },
    to: { path: ['^(libs|apps)/', nestAndDatabase], pathNot: [kernel, '^libs/documents/src/'] },
  }),
];

const appRules = [
  never('api', 'The API does not look into the command line.', {
    from: { path: '^apps/api/' },
    to: { path: '^apps/inspect/' },
  }),
  only({
    name: 'offline',
    comment:
      'Verify and replay run on a laptop: no Nest, no database, no network, domains only through audit.',
    from: '^apps/inspect/src/offline/',
    to: [
      kernel,
      anyContract,
      '^libs/audit/src/(index|module)\\.ts$',
      '^apps/inspect/src/offline/',
      '^(node:)?(assert|buffer|crypto|events|fs|fs/promises|os|path|readline|stream|stream/promises|url|util|zlib)$',
      '^(node:)?(v8|worker_threads)$',
    ],
  }),
  never('thread-first', 'The second thread starts before the rules load, so both load at once.', {
    from: { path: '^apps/inspect/src/(options|terminal|verbs/verify|offline/started-thread)\\.ts$' },
    to: {
      path: '^(libs|apps)/|node_modules',
      pathNot: '^apps/inspect/src/(options|terminal|offline/started-thread)\\.ts$',
      dependencyTypesNot: ['type-only', 'type-import', 'dynamic-import'],
    },
  }),
  only({
    name: 'verify-page',
    comment:
      'The page that verifies runs in a browser: plain JavaScript through audit, and nothing of the service.',
    from: '^apps/verify-page/src/',
    to: [
      kernel,
      anyContract,
      '^libs/audit/src/index\\.ts$',
      '^apps/verify-page/src/',
      packages('@noble/hashes'),
    ],
  }),
  never('web', 'The console talks to the API only through its generated client.', {
    from: { path: '^apps/web/' },
    to: { path: '^(libs|apps)/', pathNot: '^apps/web/' },
  }),
];

export default {
  forbidden: [...general, ...kernelRules, ...rooms, ...infrastructureRules, ...appRules, ...testRules],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    preserveSymlinks: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|test/canaries)/' },
    enhancedResolveOptions: { conditionNames: ['source', 'types', 'import', 'node', 'require', 'default'] },
  },
};
