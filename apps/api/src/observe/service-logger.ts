import { isatty } from 'node:tty';
import { inspect } from 'node:util';
import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { redacted, type Config } from '#libs/platform';

const LEVELS: readonly Config['logLevel'][] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];
/** What the framework says while it puts itself together interests nobody who runs the service. */
const ASSEMBLY = ['InstanceLoader', 'NestApplication', 'NestFactory', 'RouterExplorer', 'RoutesResolver'];

const safe = (message: unknown): string =>
  redacted(typeof message === 'string' ? message : inspect(message, { depth: 4 }));

const isRecord = (message: unknown): message is object => typeof message === 'object' && message !== null;
/** A message about a request begins with its trace id. */
const ABOUT_REQUEST = /^([0-9a-f]{32}) /;

/**
 * One line per message, without colour where nobody looks at a terminal, and without secrets anywhere; as JSON for
 * machines that collect logs.
 */
export class ServiceLogger extends ConsoleLogger {
  constructor(
    level: Config['logLevel'],
    private readonly format: Config['logFormat'] = 'text',
  ) {
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
    if (this.format === 'json') return this.line(level, context, isRecord(message) ? message : { message });
    const stated = params === undefined ? safe(message) : `${safe(message)} ${safe(params)}`;
    return super.formatMessage(level, stated, pid, levelText, context, sinceLast);
  }

  /** The framework calls it for every error, with a stack or without one. */
  protected override printStackTrace(stack: string | undefined): void {
    if (stack === undefined) return;
    if (this.format === 'json') process.stderr.write(this.line('error', '', { stack }));
    else super.printStackTrace(redacted(stack));
  }

  protected override formatContext(context: string): string {
    return this.format === 'json' ? context : super.formatContext(context);
  }

  private line(level: LogLevel, context: string, told: object): string {
    const [, traceId] = ABOUT_REQUEST.exec('message' in told ? String(told.message) : '') ?? [];
    const about = { ...(context !== '' && { context }), ...(traceId !== undefined && { traceId }) };
    return `${redacted(JSON.stringify({ time: this.getTimestamp(), level, ...about, ...told }))}\n`;
  }
}
