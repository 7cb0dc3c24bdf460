import fc from 'fast-check';
import {
  add,
  civilDateOf,
  least,
  mg,
  must,
  startOf,
  streamName,
  sum,
  tonnes,
  ZERO,
  type Actor,
  type Command,
  type Decider,
  type Fold,
  type Instant,
  type Logged,
  type LoggedEvent,
  type Milligram,
  type StateReader,
} from '#kernel';
import type { PoolDraw } from '#contract/withdrawal';
import { depositFold } from '#libs/deposit';
import { obligationFold, settle as payFrom } from '#libs/obligation';
import { lotIn, planDraws, poolFold, settle, type PoolState } from '#libs/pool';
import { releaseWithdrawal } from '#libs/withdrawal';
import { line, lot, project } from '../../../../test/support/withdrawal.js';
import { proposeVoid } from './propose-void.decider.js';
import { voidLot } from './void-lot.decider.js';
import { isGlance, lawRuns } from '../../../../test/support/runs.js';

const PLACE = '320583';
const POOLS = [PLACE, '320500'] as const;
const AT = startOf(civilDateOf('2026-03-02'));
const ANYBODY: Actor = { id: 'somebody', roles: ['county-approver', 'office', 'province'], place: '320000' };
const LEAD: Actor = { id: 'lead', roles: ['bureau-lead'], place: '320500' };
const LOTS = ['lot-a', 'lot-b'] as const;

/** A ledger that folds each event once, into the folds that were asked for it. */
class LiveLedger {
  private readonly log: LoggedEvent[] = [];
  private readonly states = new Map<string, { readonly fold: Fold<unknown>; state: unknown }>();
  readonly read: StateReader = Object.assign(
    <S>(fold: Fold<S>, id: string): S => this.stateOf(fold, streamName(fold.prefix, id)),
    { expect: () => undefined },
  );

  write(stream: string, event: { readonly type: string; readonly data: unknown }): void {
    const position = this.log.length + 1;
    const envelope = { stream, version: position, position, eventId: '', commandId: '', actor: 'somebody' };
    const logged = { ...event, ...envelope, occurredAt: AT, recordedAt: AT };
    this.log.push(logged);
    const known = this.states.get(stream);
    if (known) known.state = known.fold.evolve(known.state, logged);
  }

  private stateOf<S>(fold: Fold<S>, stream: string): S {
    const known = this.states.get(stream);
    if (known) return known.state as S;
    const state = this.log
      .filter((event) => event.stream === stream)
      .reduce((before, event) => fold.evolve(before, event as Logged<never>), fold.initial(stream));
    this.states.set(stream, { fold, state });
    return state;
  }
}

type Act = readonly [kind: 'hold' | 'issue' | 'release' | 'pay' | 'void', pick: number, amount: number];

const splitOf = (lotId: string) => ({
  lotId,
  municipalPool: 'pool-320500',
  localPool: `pool-${PLACE}`,
  provincialPool: 'pool-320000',
  lines: [],
  policies: [],
});

/**
 * C5, cheap enough to be asked after every event: each lot and the pool account for what was credited, without
 * debts.
 */
const conserved = (cause: string, state: PoolState): void => {
  const lines = state.lots
    .toArray()
    .flatMap(({ lines: { COD } }) => (COD === undefined ? [] : [COD.figures]));
  for (const figures of [...lines, state.totals.COD]) {
    const { credited, available, held, withdrawn, retired, writtenOff } = figures;
    const parts = [available, held, withdrawn, retired, writtenOff];
    if (sum(parts) !== credited || parts.some((part) => part < ZERO))
      throw new Error(`${cause}: ${credited} credited, ${parts.join(' + ')}`);
  }
};

/** 历史：two lots in two pools; projects draw and give back, deposits pay, lots are voided in between. */
class RandomHistory {
  readonly ledger = new LiveLedger();
  readonly voided = new Set<string>();
  readonly seen = new Set<string>();
  private readonly held: string[] = [];
  private readonly vouchered: string[] = [];
  private count = 0;

  constructor(amounts: readonly (readonly [local: number, municipal: number])[]) {
    amounts.forEach(([local, municipal], index) => {
      const lotId = must(LOTS[index], 'lot');
      const depositId = lotId.slice('lot-'.length);
      const filing = { depositId, reductionId: `red-${depositId}`, place: PLACE, lines: [], similar: [] };
      this.ledger.write(`deposit-${depositId}`, { type: 'DepositFiled', data: filing });
      this.ledger.write(`deposit-${depositId}`, { type: 'TierSplitApplied', data: splitOf(lotId) });
      this.ledger.read(depositFold, depositId);
      [local, municipal].forEach((amount, pool) => {
        if (amount > 0) this.write(`pool-${POOLS[pool]}`, lot(lotId, { COD: tonnes(mg(BigInt(amount))) }));
      });
    });
  }

  act([kind, pick, amount]: Act): void {
    if (kind === 'hold') this.hold(pick, mg(BigInt(amount)));
    else if (kind === 'issue') this.issue(pick, mg(BigInt(amount)));
    else if (kind === 'release') this.release(pick);
    else if (kind === 'pay') this.pay(mg(BigInt(amount)));
    else this.void(must(LOTS[pick % LOTS.length], 'lot'));
    this.check();
  }

  /** Conservation holds at every single event, within an append too (C5). */
  private write(stream: string, event: { readonly type: string; readonly data: unknown }): void {
    this.ledger.write(stream, event);
    this.seen.add(event.type);
    if (!stream.startsWith('pool-')) return;
    conserved(event.type, this.ledger.read(poolFold, stream.slice('pool-'.length)));
  }

  private hold(pick: number, amount: Milligram): void {
    const drawer = { sei: false, earmark: 'SOFT', at: '2027' as Instant } as const;
    const draws: PoolDraw[] = [];
    let missing = amount;
    for (const place of pick % 2 === 0 ? POOLS : POOLS.toReversed()) {
      const plan = planDraws(
        this.ledger.read(poolFold, place),
        { pollutant: 'COD', amount: missing },
        drawer,
      );
      draws.push(...plan.draws.map((draw) => ({ pool: `pool-${place}`, ...draw })));
      missing = plan.shortfall;
    }
    if (missing > ZERO || draws.length === 0) return;
    const withdrawalId = this.next();
    const demand = { withdrawalId, project: project(), path: 'POOL', pools: [], tradeVouchers: [] };
    const terms = {
      lines: [line('COD', '1')],
      required: [],
      policies: [],
      effectiveOn: '2026-03-02',
      filedOn: '2026-03-02',
    };
    const review = { decision: 'PASS', opinion: '', draws, expiresOn: '2026-04-01' };
    this.write(`withdrawal-${withdrawalId}`, { type: 'DemandFiled', data: { ...demand, ...terms } });
    this.write(`withdrawal-${withdrawalId}`, { type: 'WithdrawalFirstReviewed', data: review });
    this.inPools(draws, (own) => ({
      type: 'QuotaHeld',
      data: { withdrawalId, draws: own, expiresOn: '2026-04-01' },
    }));
    this.draws.set(withdrawalId, draws);
    this.held.push(withdrawalId);
  }
  private readonly draws = new Map<string, readonly PoolDraw[]>();

  private issue(pick: number, granted: Milligram): void {
    const [withdrawalId] = this.held.splice(pick % Math.max(1, this.held.length), 1);
    if (withdrawalId === undefined) return;
    const voucherNo = `PZ-${withdrawalId}`;
    const draws = settle(must(this.draws.get(withdrawalId), 'draws'), new Map([['COD', granted]]));
    const data = { voucherNo, withdrawalId, lines: [], draws, validUntil: '2031-03-02', rules: [] };
    this.write(`withdrawal-${withdrawalId}`, { type: 'VoucherIssued', data });
    this.inPools(draws, (own) => ({
      type: 'QuotaWithdrawn',
      data: { withdrawalId, voucherNo, draws: own },
    }));
    this.vouchered.push(withdrawalId);
  }

  private release(pick: number): void {
    const [id] = this.vouchered.splice(pick % Math.max(1, this.vouchered.length), 1);
    if (id !== undefined) this.decide(releaseWithdrawal, { id, reason: '取消' }, ANYBODY);
  }

  /** A later deposit pays, all of it if need be; it never pays more than it brings. */
  private pay(amount: Milligram): void {
    const debts = this.ledger.read(obligationFold, PLACE);
    const payments = payFrom(debts, [{ pollutant: 'COD', amount }]);
    const paid = sum(payments.map((one) => one.amount));
    const owed = sum(debts.map(({ open }) => open));
    if (paid !== least(amount, owed)) throw new Error(`paid ${paid} of ${owed} with ${amount}`);
    if (payments.length === 0) return;
    const told = payments.map((one) => ({ ...one, amount: tonnes(one.amount) }));
    this.write(`obligation-${PLACE}`, {
      type: 'ObligationApplied',
      data: { depositId: 'later', payments: told },
    });
  }

  private void(lotId: string): void {
    if (this.voided.has(lotId)) return;
    this.decide(proposeVoid, { lotId, reason: '虚报', evidence: [] }, ANYBODY);
    this.decide(voidLot, { lotId, reason: '虚报', decisionNo: '示例1号', evidence: [] }, LEAD);
    this.voided.add(lotId);
    for (const id of this.held.splice(0)) {
      const draws = must(this.draws.get(id), 'draws');
      if (!draws.some((draw) => draw.lotId === lotId)) this.held.push(id);
    }
  }

  private decide<D>(decider: Decider<D>, data: D, actor: Actor): void {
    const today = civilDateOf('2026-03-02');
    const command: Command<D> = { type: decider.command, data, actor, commandId: this.next(), at: AT, today };
    const decision = decider.decide(command, this.ledger.read);
    if (!decision.ok) throw new Error(`${decider.command}: ${JSON.stringify(decision.refusal)}`);
    for (const { stream, type, data: told } of decision.events) this.write(stream, { type, data: told });
  }

  private inPools<D extends PoolDraw>(
    draws: readonly D[],
    event: (own: readonly Omit<D, 'pool'>[]) => { readonly type: string; readonly data: unknown },
  ): void {
    for (const wanted of new Set(draws.map(({ pool }) => pool))) {
      const own = draws.flatMap(({ pool, ...draw }) => (pool === wanted ? [draw] : []));
      this.write(wanted, event(own));
    }
  }

  private next(): string {
    this.count += 1;
    return `c${this.count}`;
  }

  /** 第二十一条：of a void lot everything is written off or owed; no debt is ever over-paid. */
  private check(): void {
    const debts = this.ledger.read(obligationFold, PLACE);
    for (const { open, amount, payments } of debts) {
      const paid = sum(payments.map((one) => one.amount));
      if (open < ZERO || add(open, paid) !== amount)
        throw new Error(`${open} open, ${paid} paid of ${amount}`);
    }
    for (const lotId of this.voided) {
      const lines = POOLS.flatMap(
        (place) => lotIn(this.ledger.read(poolFold, place), lotId)?.lines.COD ?? [],
      );
      const off = sum(lines.map(({ figures }) => figures.writtenOff));
      const owed = sum(debts.filter((debt) => debt.lotId === lotId).map(({ amount }) => amount));
      const credited = sum(lines.map(({ figures }) => figures.credited));
      if (add(off, owed) !== credited) throw new Error(`${off} written off + ${owed} owed ≠ ${credited}`);
      const unpaid = debts.some((debt) => debt.lotId === lotId && debt.open > ZERO);
      const back = sum(lines.map(({ figures }) => add(figures.available, figures.held)));
      if (unpaid && back > sum(debts.flatMap(({ payments }) => payments.map((one) => one.amount))))
        throw new Error(`${back} of the void lot can be drawn`);
    }
  }
}

describe('laws of voiding', () => {
  const amount = fc.nat(40);
  const kinds = ['hold', 'hold', 'issue', 'issue', 'release', 'pay', 'void', 'void'] as const;
  const acts = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.nat(9), amount), { maxLength: 8 });
  /** Used, voided, partly paid, given back. */
  const whole: readonly Act[] = [
    ['hold', 0, 9],
    ['issue', 0, 4],
    ['void', 0, 0],
    ['void', 1, 0],
    ['pay', 0, 3],
    ['release', 0, 0],
  ];
  const opening = fc.constantFrom<readonly Act[]>([], whole);
  const lots = fc.tuple(fc.tuple(amount, amount), fc.tuple(amount, amount));

  it('written off + obligations = lot, netting never over-pays, nothing is lost at any event', () => {
    const seen = new Set<string>();
    let reopened = 0;
    fc.assert(
      fc.property(lots, opening, acts, (credited, opened, acted) => {
        const history = new RandomHistory(credited);
        for (const act of [...opened, ...acted]) history.act(act);
        for (const type of history.seen) seen.add(type);
        const debts = history.ledger.read(obligationFold, PLACE);
        if (debts.some((debt) => debt.payments.length > 0 && debt.reductions.length > 0)) reopened += 1;
      }),
      lawRuns(5_000, 500),
    );
    // A glance is too short to meet everything.
    if (isGlance) return;
    expect([...seen]).toEqual(
      expect.arrayContaining(['LotVoided', 'ObligationOpened', 'ObligationApplied', 'ObligationReduced']),
    );
    expect(seen).toContain('WithdrawalHoldVoided');
    expect(reopened).toBeGreaterThan(0);
  });
});
