/**
 * Where a test file runs: in the worker's own globals, not in a sandbox with globals of its own. What a file changes of
 * the environment's variables and of the console is put back when it has ended.
 */
import { ModuleMocker } from 'jest-mock';

export default class PlainEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;
  #console = globalThis.console;
  #exit = Object.getOwnPropertyDescriptor(process, 'exit');
  #variables = { ...process.env };

  getVmContext() {
    return null;
  }

  setup() {}

  teardown() {
    globalThis.console = this.#console;
    Object.defineProperty(process, 'exit', this.#exit);
    for (const name of Object.keys(process.env)) if (!(name in this.#variables)) delete process.env[name];
    Object.assign(process.env, this.#variables);
  }
}
