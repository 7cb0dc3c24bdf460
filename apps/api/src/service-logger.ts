import { ConsoleLogger } from '@nestjs/common';
import type { Config } from '#libs/platform';

const LEVELS: readonly Config['logLevel'][] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];
/** What the framework says while it puts itself together interests nobody who runs the service. */
const ASSEMBLY = ['InstanceLoader', 'NestApplication', 'NestFactory', 'RouterExplorer', 'RoutesResolver'];

/** One line per message, without colour where nobody looks at a terminal. */
export class ServiceLogger extends ConsoleLogger {
  constructor(level: Config['logLevel']) {
    super({ logLevels: LEVELS.slice(0, LEVELS.indexOf(level) + 1), colors: process.stdout.isTTY });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (ASSEMBLY.includes(String(rest.at(-1)))) return;
    super.log(message, ...rest);
  }
}
