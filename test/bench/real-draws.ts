import { randomUUID } from 'node:crypto';
import { must, streamName, type Actor, type DomainEvent } from '#kernel';
import { LEDGER_EVENTS } from '#libs/audit';
import { LedgerExecutor, type EventStore } from '#libs/event-store';
import { deciders } from '#libs/withdrawal';
import {
  application,
  APPROVER,
  CLERK,
  goodStanding,
  line,
  lot,
  project,
  REVIEWER,
} from '../support/withdrawal.js';
import { machineClock } from './draw-domain.js';
import { LogWriter } from './log-writer.js';

const PASS = { decision: 'PASS', opinion: '材料齐全，核算一致，同意。' } as const;

/** The county's withdrawals by the product's own deciders, all from the one pool of Kunshan. */
export class RealDraws {
  readonly #executor: LedgerExecutor;
  #serial = 0;
  /** In a whole procedure. */
  readonly commands = 3;

  constructor(store: EventStore, ledger: string) {
    this.#executor = new LedgerExecutor(store, {
      ledger,
      deciders,
      catalogue: LEDGER_EVENTS,
      clock: machineClock,
    });
  }

  /** 出库申报. Answers its id. */
  async file(): Promise<string> {
    this.#serial += 1;
    const code = `2603-320583-89-01-${String(this.#serial).padStart(6, '0')}`;
    const stated = application([line('COD', '0.001')], { project: project({ code }) });
    return this.#submit('FileWithdrawal', stated, CLERK);
  }

  /** 初审占用 and 终审: what takes from the pool. */
  async draw(id: string): Promise<void> {
    await this.#submit('FirstReviewWithdrawal', { id, ...PASS }, REVIEWER);
    await this.#submit('ApproveWithdrawal', { id, ...PASS, documentNo: null }, APPROVER);
  }

  async wholeProcedure(): Promise<void> {
    await this.draw(await this.file());
  }

  async #submit(type: string, data: object, actor: Actor): Promise<string> {
    const command = { type, data, actor, commandId: randomUUID() };
    const outcome = await this.#executor.submit({
      command,
      key: `${actor.id}:${randomUUID()}`,
      requestHash: command.commandId,
    });
    if (!outcome.ok) throw new Error(`${type}: ${JSON.stringify(outcome.refusal)}`);
    return outcome.answer['id'] as string;
  }
}

/** What a county needs before it can draw: a verdict on last year, and something in its pool. */
export const openingOf = (place: string): readonly (DomainEvent & { readonly stream: string })[] => [
  { stream: streamName('standing', place), ...goodStanding(place) },
  { stream: streamName('pool', place), ...lot('opening', { COD: '1000000' }) },
];

export const procedureOn = async (store: EventStore, ledger: string): Promise<RealDraws> => {
  await new LogWriter(store, ledger).write(openingOf('320583'));
  const draws = new RealDraws(store, ledger);
  must(await draws.file(), 'a filed withdrawal');
  return draws;
};
