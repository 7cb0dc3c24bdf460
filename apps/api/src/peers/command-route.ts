import { randomUUID } from 'node:crypto';
import type { Leadership, LedgerExecutor, Outcome, Submission } from '#libs/event-store';
import { outcomeIn } from './peer-answer.js';
import { PeerLine } from './peer-line.js';
import type { PeerSeal } from './peer-seal.js';

/** The one that leads may just have changed: whoever leads then is asked too. */
const MOST_ASKED = 2;

export interface RouteParts {
  readonly executor: Pick<LedgerExecutor, 'submit'>;
  readonly leadership: Pick<Leadership, 'leads' | 'leader' | 'look'>;
  /** Absent: this process has no key, so nobody takes commands from it. */
  readonly seal: PeerSeal | undefined;
  readonly forwarded?: () => void;
}

/**
 * 写入之路：to the executor of the process that leads the ledger, be it this one or another. When that one cannot be
 * reached, or said nothing, the command is asked here under the same key: it then locks the head, and meets the answer
 * of the first attempt if there is one.
 */
export class CommandRoute {
  private line: PeerLine | undefined;

  constructor(private readonly parts: RouteParts) {}

  /** Whether this process leads the ledger. */
  get leads(): boolean {
    return this.parts.leadership.leads;
  }

  /** Errors: as `LedgerExecutor.submit`. */
  async submit(submission: Submission): Promise<Outcome> {
    const { executor, leadership } = this.parts;
    const sure = leadership.leads ? submission : repeatable(submission);
    for (let asked = 0; !leadership.leads && asked < MOST_ASKED; asked += 1) {
      const line = this.lineTo(leadership.leader);
      if (line === undefined) break;
      const answer = await line.ask(sure);
      if (answer !== undefined) {
        this.parts.forwarded?.();
        return outcomeIn(answer);
      }
      await leadership.look();
    }
    return executor.submit(sure);
  }

  private lineTo(address: string | undefined): PeerLine | undefined {
    const { seal } = this.parts;
    if (address === undefined || seal === undefined) return undefined;
    if (this.line?.address !== address) this.line = new PeerLine(address, seal);
    return this.line;
  }
}

/** What is sent away may have to be asked again, and by then may have been written. */
const repeatable = (submission: Submission): Submission =>
  submission.dryRun === true || submission.key !== undefined
    ? submission
    : { ...submission, key: `once:${randomUUID()}` };
