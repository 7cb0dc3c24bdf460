import { loadConfig } from '#libs/platform';
import { startService, type Service } from '#apps/api';
import { note, print, type ExitCode } from '../terminal.js';

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

/**
 * Ends with the first SIGTERM or SIGINT: what was accepted is finished, then the process goes, within ten
 * seconds.
 */
const untilTold = (service: Service): Promise<ExitCode> =>
  new Promise((resolve) => {
    const end = (): void => {
      const giveUp = setTimeout(() => process.exit(1), GRACE_MS);
      giveUp.unref();
      service.stop().then(
        () => resolve(0),
        (error: unknown) => {
          note(String(error));
          resolve(1);
        },
      );
    };
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
  });

/** `serve`: the service, until told to stop. */
export const serve = async (): Promise<ExitCode> => {
  const service = await startService(loadConfig(process.env));
  greet(service);
  return untilTold(service);
};
