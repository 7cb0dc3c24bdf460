import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Actor } from '#kernel';
import { edgeRefusal, ProjectionRunner, Sessions } from '#libs/platform';
import { Changes } from './changes.js';
import { Listener } from './listener.js';
import type { Change } from './sight.js';

const MOST_LISTENERS = 1_000;
const MOST_OF_ONE_ACCOUNT = 12;
/** A listener that was away for more events than this is told to read everything anew. */
const MOST_MISSED = 1_000;
const PAGE = 500;
/** A revoked token hears nothing more within a second. */
const LOOK_MS = 500;
const LOOKS_PER_BEAT = 30;
/** Read models are usually there at once; nobody waits longer for them than a read would. */
const PATIENCE_MS = 2_000;
const BACK_IN_SECONDS = 10;

/** Who listens, with what token, and after which position. */
export interface Listening {
  readonly actor: Actor;
  readonly token: string;
  readonly after: number | undefined;
}
interface Cursor extends Pick<Listening, 'after'> {
  readonly head: number;
}

/**
 * What changes, for pages that stay open: the log is read once for all of them, when the store tells of its growth,
 * and they are told once the read models show it.
 */
@Injectable()
export class LiveFeed implements BeforeApplicationShutdown {
  private readonly logger = new Logger(LiveFeed.name);
  private readonly listeners = new Set<Listener>();
  private position = 0;
  private following: Promise<void> | undefined;
  private looking: Promise<void> | undefined;
  private grown = false;
  private stop: (() => void) | undefined;

  constructor(
    private readonly changes: Changes,
    private readonly runner: ProjectionRunner,
    private readonly sessions: Sessions,
  ) {}

  beforeApplicationShutdown(): void {
    for (const listener of this.listeners) listener.finish();
    this.stop?.();
  }

  /** A new listener, told first what it has missed. Errors: RATE_LIMITED when there are too many. */
  async join({ actor, token, after }: Listening): Promise<Listener> {
    const own = [...this.listeners].filter((other) => other.actor.id === actor.id);
    if (this.listeners.size >= MOST_LISTENERS || own.length >= MOST_OF_ONE_ACCOUNT)
      throw edgeRefusal('RATE_LIMITED', {}, { retryAfterSeconds: BACK_IN_SECONDS });
    const listener = new Listener(actor, token);
    this.listeners.add(listener);
    listener.once('close', () => this.leave(listener));
    try {
      const head = await this.changes.head();
      this.stop ??= this.watch(head);
      await this.catchUp(listener, { head, after });
    } catch (error) {
      listener.destroy();
      throw error;
    }
    return listener;
  }

  /** What happened after a position, without staying for more. */
  async once({ actor, token, after }: Listening): Promise<Listener> {
    const listener = new Listener(actor, token);
    await this.catchUp(listener, { head: await this.changes.head(), after });
    listener.finish();
    return listener;
  }

  private leave(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0) return;
    this.stop?.();
    this.stop = undefined;
  }

  /** Follows the log from here, and the listeners' sessions, while somebody listens; answers how to stop. */
  private watch(head: number): () => void {
    this.position = head;
    let looks = 0;
    const look = setInterval(() => {
      looks += 1;
      if (looks % LOOKS_PER_BEAT === 0) for (const listener of this.listeners) listener.beat();
      this.looking ??= this.dismiss().finally(() => (this.looking = undefined));
    }, LOOK_MS);
    const deafen = this.changes.onGrowth(() => this.follow());
    // What was written since the head was asked for has been told to those who listened then.
    this.follow();
    return () => {
      clearInterval(look);
      deafen();
    };
  }

  /** Ends those whose token stands for nobody any more: one question for all of them. */
  private async dismiss(): Promise<void> {
    const asked = [...this.listeners];
    const live = await this.sessions.live(asked.map(({ token }) => token)).catch((error: unknown) => {
      this.logger.warn(`sessions of listeners could not be looked at: ${String(error)}`);
      return new Set<string>();
    });
    for (const listener of asked) if (!live.has(listener.token)) listener.finish();
  }

  /** From where it was, or from now; what comes meanwhile is read too. */
  private async catchUp(listener: Listener, { head, after }: Cursor): Promise<void> {
    listener.begin(after ?? head);
    if (after !== undefined && (after > head || head - after > MOST_MISSED)) listener.reset(head);
    let missed: readonly Change[];
    do {
      missed = await this.changes.after(listener.position, PAGE);
      listener.tell(missed);
    } while (missed.length === PAGE || listener.position < this.position);
    // Nothing was awaited since the last look, so what is told to all from here on follows on this.
    listener.caughtUp = true;
  }

  private follow(): void {
    this.grown = true;
    this.following ??= this.readOn()
      .catch((error: unknown) => this.logger.warn(`changes could not be read: ${String(error)}`))
      .finally(() => (this.following = undefined));
  }

  private async readOn(): Promise<void> {
    while (this.grown) {
      this.grown = false;
      const changes = await this.changes.after(this.position, PAGE);
      const last = changes.at(-1);
      if (last === undefined) continue;
      await this.runner.waitFor(last.position, PATIENCE_MS);
      this.position = Math.max(this.position, last.position);
      this.grown ||= changes.length === PAGE;
      for (const listener of this.listeners) if (listener.caughtUp) listener.tell(changes);
    }
  }
}
