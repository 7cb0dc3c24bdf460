import { startWitness } from '#apps/api';
import { loadConfig } from '#libs/platform';
import { print, toldToStop, type ExitCode } from '../terminal.js';

/** `witness`: co-signs checkpoints of the logs in `WITNESS_LOGS` until told to stop. */
export const witness = async (): Promise<ExitCode> => {
  const told = toldToStop();
  const server = await startWitness(loadConfig(process.env));
  print(`见证方已就绪 / witness ready: ${server.url}`);
  for (const key of server.publicKeys) print(`公钥 / key: ${key}`);
  await told;
  await server.stop();
  return 0;
};
