import { execFile } from 'node:child_process';
import { join } from 'node:path';

/**
 * That Node loads the tests must not make them green: `test/canaries/tests` holds some that are red in every way there
 * is, and two files that would get in each other's way. Jest runs them here with the repository's own settings.
 */
const repository = join(import.meta.dirname, '../..');

interface Report {
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const { default: settings } = (await import(join(repository, 'jest.config.mjs'))) as {
  default: { projects: readonly object[] };
};

const runCanaries = (): Promise<Report> => {
  const config = {
    ...settings.projects[0],
    roots: ['<rootDir>/test/canaries/tests'],
    testPathIgnorePatterns: [],
  };
  const args = [join(repository, 'node_modules/jest/bin/jest.js'), '--config', JSON.stringify(config)];
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [...args, '--json', '--runInBand'],
      { cwd: repository },
      (_, stdout, stderr) => {
        if (stdout === '') reject(new Error(stderr));
        else resolve(JSON.parse(stdout) as Report);
      },
    );
  });
};

describe('tests that Node loads', () => {
  let report: Report;
  const resultsOf = (file: string): Report['testResults'][number]['assertionResults'] =>
    report.testResults.find(({ name }) => name.endsWith(`/${file}.spec.ts`))?.assertionResults ?? [];

  beforeAll(async () => {
    report = await runCanaries();
  });

  it('are red where they fail, whatever the way', () => {
    expect(Object.fromEntries(resultsOf('red').map(({ fullName, status }) => [fullName, status]))).toEqual({
      'expects what is not so': 'failed',
      throws: 'failed',
      hangs: 'failed',
      'throws beside itself': 'failed',
      'leaves a rejection to nobody': 'failed',
      'where the beginning fails does not count': 'failed',
      'where the end fails does not count': 'failed',
      'is skipped': 'pending',
      'is so': 'passed',
    });
  });

  it('name the line of the source', () => {
    const [wrong] = resultsOf('red');
    expect(wrong?.failureMessages.join('\n')).toMatch(/red\.spec\.ts:8:18\b/);
  });

  it('are red where they cannot be loaded', () => {
    expect(report.numRuntimeErrorTestSuites).toBe(1);
    expect(report.testResults.find(({ message }) => message.includes('nothing.ts'))?.name).toMatch(
      /not-there/,
    );
  });

  it('leave nothing behind for the next file in variables, spies, timeouts and the console', () => {
    for (const file of ['one', 'another'])
      expect(resultsOf(file).map(({ status }) => status)).toEqual(['passed', 'passed']);
  });
});
