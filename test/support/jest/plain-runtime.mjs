/**
 * How a test file is loaded: by Node itself, as a module among modules. A worker loads the service and its frameworks
 * once, for all the files it is given; Jest's own runtime links them anew for each file, which took longer than most
 * files do. Tests therefore share the state of modules with those that ran before them, as they would in one program.
 */
import { createRequire, register } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { mapOf } from '../source-compiler.mjs';

register('../source-loader.mjs', import.meta.url);
const require = createRequire(import.meta.url);

// Where Jest keeps what a test file says of its timeout, and who is told of its tests.
const TEST_TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL');
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');

/** Of a compiled module, by its address: a stack names lines of the source. Made only when something failed. */
class SourceMaps extends Map {
  get(url) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return undefined;
    if (!this.has(url)) this.set(url, mapUrl(url));
    return super.get(url);
  }
}
const mapUrl = (url) => {
  const map = mapOf(fileURLToPath(url));
  return `data:application/json;base64,${Buffer.from(map ?? '').toString('base64')}`;
};
const sourceMaps = new SourceMaps();

export default class PlainRuntime {
  #environment;

  constructor(_, environment) {
    this.#environment = environment;
    const mocker = environment.moduleMocker;
    globalThis.jest = {
      spyOn: mocker.spyOn.bind(mocker),
      restoreAllMocks: () => mocker.restoreAllMocks(),
      setTimeout: (milliseconds) => {
        globalThis[TEST_TIMEOUT] = milliseconds;
      },
    };
  }

  /** Jest's own parts. The one that collects a file's tests and runs them is taken anew, with nothing collected. */
  requireInternalModule(path) {
    delete globalThis[EVENT_HANDLERS];
    delete require.cache[path];
    return require(path);
  }

  requireModule(path) {
    return require(path);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  unstable_importModule(path) {
    return import(pathToFileURL(path).href);
  }

  getSourceMaps() {
    return sourceMaps;
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  restoreAllMocks() {
    this.#environment.moduleMocker.restoreAllMocks();
  }

  // Nothing to do where nothing is mocked, and nothing is torn from a test that goes on too long.
  setGlobalsForRuntime() {}
  enterTestCode() {}
  leaveTestCode() {}

  teardown() {
    this.restoreAllMocks();
    delete globalThis[TEST_TIMEOUT];
  }
}
