import { isatty } from 'node:tty';
import { inspect } from 'node:util';
import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { redacted, type Config } from '#libs/platform';

const LEVELS: readonly Config['logLevel'][] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];
/** What the framework says while it puts itself together interests nobody who runs the service. */
const ASSEMBLY = ['InstanceLoader', 'NestApplication', 'NestFactory', 'RouterExplorer', 'RoutesResolver'];

const safe = (message: unknown): string =>
  redacted(typeof message === 'string' ? message : inspect(message, { depth: 4 }));

/** One line per message, without colour where nobody looks at a terminal, and without secrets anywhere. */
export class ServiceLogger extends ConsoleLogger {
  constructor(level: Config['logLevel']) {
    super({ logLevels: LEVELS.slice(0, LEVELS.indexOf(level) + 1), colors: isatty(1) });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (ASSEMBLY.includes(String(rest.at(-1)))) return;
    super.log(message, ...rest);
  }

  /** UTC, for whoever lays it beside the other logs. */
  protected override getTimestamp(): string {
    return new Date().toISOString();
  }

  protected override formatMessage(
    level: LogLevel,
    message: unknown,
    ...rest: [string, string, string, string, Record<string, unknown>?]
  ): string {
    const [pid, levelText, context, sinceLast, params] = rest;
    const stated = params === undefined ? safe(message) : `${safe(message)} ${safe(params)}`;
    return super.formatMessage(level, stated, pid, levelText, context, sinceLast);
  }

  /** The framework calls it for every error, with a stack or without one. */
  protected override printStackTrace(stack: string | undefined): void {
    if (stack !== undefined) super.printStackTrace(redacted(stack));
  }
}
