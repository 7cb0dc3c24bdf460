import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const STORES = join(import.meta.dirname, '../../dist/libs/event-store/src/index.js');

/** Whether a process that did this has loaded the native code of the KurrentDB client. */
const loaded = (deed: string): string => {
  const script = `const stores = await import(${JSON.stringify(STORES)}); ${deed}
    console.log(process.report.getReport().sharedObjects.some((file) => file.includes('@kurrent')));
    process.exit();`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script]).stdout.toString().trim();
};

describe("the KurrentDB client's native code", () => {
  it('is loaded by who opens that store, and by nobody else', () => {
    expect(loaded("new stores.PostgresEventStore({ url: 'postgres://127.0.0.1:9/none' });")).toBe('false');
    const opened = `await stores.KurrentEventStore.open({ url: 'kurrentdb://127.0.0.1:9?tls=false' }).catch(() => 0);`;
    expect(loaded(opened)).toBe('true');
  });
});
