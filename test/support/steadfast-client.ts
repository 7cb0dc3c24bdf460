import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Offices } from './client.js';
import type { CommandJournal, Invocation } from './command-journal.js';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 50;

/** A command as a worker words it; the mark belongs into one of its texts. */
export interface Order {
  readonly account: string;
  readonly path: string;
  readonly body: (mark: string) => object;
}

/**
 * A client that does not give up before it is told to: it writes a command down, sends it, and sends it again under
 * the same key, at the next door, until somebody answers. A lost connection and 503 are no answers: nobody knows what
 * became of the command.
 */
export class SteadfastClient {
  /** How often a command was sent without being answered. */
  unanswered = 0;
  #turn = 0;
  #gaveUp = false;

  constructor(
    private readonly journal: CommandJournal,
    readonly offices: Offices,
    /** URLs of the processes that serve one ledger; each command goes to the next. */
    private readonly doors: readonly string[],
  ) {}

  /** Before the faults come: signing in is no command. */
  async signIn(accounts: readonly string[]): Promise<void> {
    await Promise.all(accounts.map((account) => this.offices.officer(account)));
  }

  /** From now on a command that is not answered at once fails. */
  giveUp(): void {
    this.#gaveUp = true;
  }

  async send<T>({ account, path, body }: Order): Promise<Answer<T>> {
    const mark = this.journal.nextMark();
    const command = this.journal.invoke({ mark, account, path, body: body(mark) });
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await this.#try<T>(command);
      if (answer !== undefined) {
        const position = answer.headers.get('ledger-position');
        this.journal.answer({
          mark,
          status: answer.status,
          position: position === null ? null : Number(position),
          code: answer.status < 400 ? null : answer.problem.code,
        });
        return answer;
      }
      this.unanswered += 1;
      if (this.#gaveUp || Date.now() > deadline)
        throw new Error(`${mark} ${path} was not answered in ${PATIENCE_MS} ms`);
      await sleep(PAUSE_MS);
    }
  }

  async #try<T>({ account, path, body, key }: Invocation): Promise<Answer<T> | undefined> {
    this.#turn += 1;
    const door = this.doors[this.#turn % this.doors.length] ?? this.offices.url;
    const officer = (await this.offices.officer(account)).at(door);
    const answer = await officer.post<T>(path, body, { key }).catch(lostConnection);
    return answer?.status === 503 ? undefined : answer;
  }
}

/** `fetch` says every loss of a connection with a TypeError; one of another realm, so its name has to do. */
const lostConnection = (error: Error): undefined => {
  if (error.name !== 'TypeError') throw error;
};
