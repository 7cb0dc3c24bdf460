import { loadConfig, retiredWords } from '#libs/platform';
import { startService, type Service } from '#apps/api';
import { note, print, toldToStop, type ExitCode } from '../terminal.js';

const GRACE_MS = 9_000;

const greet = ({ url, demoPassword }: Service): void => {
  print(`排污总量指标储备库已就绪 / ready: ${url}`);
  print(`接口说明 / API: ${url}/api/docs`);
  if (demoPassword === undefined) return;
  print('');
  print('示例账户 / demo accounts: <role>@<place>');
  print('  county-clerk@320583  county-reviewer@320583  county-approver@320583  park-clerk@park-kunshan-dev');
  print(
    '  element-water@320500  element-air@320500  office@320500  bureau-lead@320500  leading-group@320500',
  );
  print('  monitoring@320500  inspector@320500  trade-org@320500  province@320000  audit-admin@320500');
  print(`口令 / password: ${demoPassword}`);
};

/** What was accepted is finished, then the process goes, within ten seconds. */
const end = async (service: Service): Promise<ExitCode> => {
  const giveUp = setTimeout(() => process.exit(1), GRACE_MS);
  giveUp.unref();
  try {
    await service.stop();
    return 0;
  } catch (error) {
    note(String(error));
    return 1;
  }
};

/** `serve`: the service, until told to stop; a signal during the start is obeyed as soon as the start is through. */
export const serve = async (): Promise<ExitCode> => {
  const told = toldToStop();
  retiredWords(process.env).forEach(note);
  const service = await startService(loadConfig(process.env));
  greet(service);
  await told;
  return end(service);
};
