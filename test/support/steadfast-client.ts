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
 * A client that never gives up: it writes a command down, sends it, and sends it again under the same key, at the next
 * door, until somebody answers. A lost connection and 503 are no answers: nobody knows what became of the command.
 */
export class SteadfastClient {
  /** How often a command was sent without being answered. */
  unanswered = 0;
  #turn = 0;

  constructor(
    private readonly journal: CommandJournal,
    private readonly doors: readonly Offices[],
  ) {}

  async send({ account, path, body }: Order): Promise<Answer> {
    const mark = this.journal.nextMark();
    const command = this.journal.invoke({ mark, account, path, body: body(mark) });
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await this.#try(command);
      if (answer !== undefined) {
        const position = answer.headers.get('ledger-position');
        const code = answer.status < 400 ? null : String(answer.body['code']);
        this.journal.answer({ mark, status: answer.status, position: position === null ? null : Number(position), code });
        return answer;
      }
      this.unanswered += 1;
      if (Date.now() > deadline) throw new Error(`${mark} ${path} was not answered in ${PATIENCE_MS} ms`);
      await sleep(PAUSE_MS);
    }
  }

  async #try({ account, path, body, key }: Invocation): Promise<Answer | undefined> {
    this.#turn += 1;
    const door = this.doors[this.#turn % this.doors.length];
    if (!door) throw new Error('a client needs a door');
    const officer = await door.officer(account);
    const answer = await officer.post(path, body, { key }).catch(lostConnection);
    return answer?.status === 503 ? undefined : answer;
  }
}

/** `fetch` says every loss of a connection with a TypeError. */
const lostConnection = (error: unknown): undefined => {
  if (!(error instanceof TypeError)) throw error;
};
