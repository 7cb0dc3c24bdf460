/**
 * Prints `N passed, N failed` from Jest's JSON report. A suite that could not even start counts as one failure, and so
 * does a run without a report or without a test. Exits with 1 unless everything passed.
 */
import { readFileSync } from 'node:fs';

const readReport = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

const report = readReport(process.argv[2]);
const passed = report?.numPassedTests ?? 0;
const failed = report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 0;
const counted = passed + failed === 0 ? 1 : failed;
console.log(`${passed} passed, ${counted} failed`);
process.exitCode = counted === 0 ? 0 : 1;
