import { runProjector } from '#apps/projector';
import { loadConfig } from '#libs/platform';
import { note, print, toldToStop, type ExitCode } from '../terminal.js';

/** `projector`: keeps the read models for services that leave it to others, until told to stop. */
export const projector = async (): Promise<ExitCode> => {
  const onReady = (): void => print('查询库更新进程已就绪 / projector ready');
  await runProjector(loadConfig(process.env), { onReady, log: note, told: toldToStop() });
  return 0;
};
