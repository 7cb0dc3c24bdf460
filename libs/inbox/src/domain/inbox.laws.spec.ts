import fc from 'fast-check';
import {
  addDays,
  civilDateOf,
  holdsAnyRole,
  systemActor,
  type Actor,
  type Decider,
  type Medium,
  type Role,
} from '#kernel';
import type { ReviewDecision } from '#contract/deposit';
import {
  amendDeposit,
  approveDeposit,
  depositFold,
  fileDeposit,
  firstReviewDeposit,
  reviewDepositElement,
  verifyDepositSite,
} from '#libs/deposit';
import {
  amendWithdrawal,
  approveWithdrawal,
  expireHold,
  firstReviewWithdrawal,
  lapseVoucher,
  registerBalance,
  releaseWithdrawal,
  reviewWithdrawalElement,
  withdrawalFold,
} from '#libs/withdrawal';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { deskAt } from '../../../../test/support/inbox.js';
import { lawRuns } from '../../../../test/support/runs.js';
import { line, verified, withReduction } from '../../../../test/support/samples.js';
import { filing, W } from '../../../../test/support/withdrawal-steps.js';
import { goodStanding, line as demand, lot } from '../../../../test/support/withdrawal.js';
import { depositTasks } from './deposits.tasks.js';
import type { Desk, DeskIndex } from './desk.js';
import type { TaskKind } from './kinds.js';
import { isFor, type Task } from './task.js';
import { withdrawalTasks } from './withdrawals.tasks.js';

const hats = (id: string, place: string, ...roles: readonly Role[]): Actor => ({ id, roles, place });
/** One post each, people with two hats, and a neighbour. */
const PEOPLE: readonly Actor[] = [
  officer('county-clerk', '320583'),
  officer('county-reviewer', '320583'),
  officer('county-approver', '320583'),
  officer('inspector', '320500'),
  officer('element-water', '320500'),
  officer('element-air', '320500'),
  officer('office', '320500'),
  officer('bureau-lead', '320500'),
  officer('province', '320000'),
  officer('county-reviewer', '320585'),
  hats('two-hats-county', '320583', 'county-clerk', 'county-reviewer', 'county-approver'),
  hats('two-hats-city', '320500', 'element-water', 'office'),
  systemActor('320583'),
];

/** Something that can be done to an item: who may ask, by role, and the task it would do. */
interface Step {
  readonly decider: Decider<never>;
  readonly data: (decision: ReviewDecision) => object;
  readonly roles: readonly Role[];
  readonly kind?: TaskKind;
  /** What it is asked with to see who may take it. */
  readonly probe?: ReviewDecision;
  readonly medium?: Medium;
}

/** The ledger on a day. */
interface Moment {
  readonly ledger: Given;
  readonly at: string;
}

interface Procedure {
  readonly start: Given;
  readonly steps: readonly Step[];
  readonly index: Partial<DeskIndex>;
  readonly rule: (desk: Desk) => readonly Task[];
  readonly status: (ledger: Given) => string;
  readonly finished: (ledger: Given) => boolean;
  /** Waits for the service itself, which ends a hold past its day. */
  readonly runOut: (moment: Moment) => boolean;
}

interface Asking {
  readonly actor: Actor;
  readonly decision: ReviewDecision;
  readonly at: string;
}

const asked = (ledger: Given, { decider, data, roles }: Step, { actor, decision, at }: Asking) =>
  holdsAnyRole(actor, roles) ? ledger.when(decider, data(decision) as never, { actor, at }) : undefined;

/** A task is shown to exactly those from whom the ledger would take the step. */
const expectFair = ({ ledger, at }: Moment, { steps }: Procedure, tasks: readonly Task[]): void => {
  for (const step of steps.filter(({ kind }) => kind !== undefined)) {
    const own = tasks.filter(
      ({ kind, medium }) => kind === step.kind && (medium ?? undefined) === step.medium,
    );
    const shown = PEOPLE.filter((actor) => own.some((one) => isFor(actor, one)));
    const taken = PEOPLE.filter(
      (actor) => asked(ledger, step, { actor, decision: step.probe ?? 'RETURN', at })?.decision.ok,
    );
    expect([step.kind, shown.map(({ id }) => id)]).toEqual([step.kind, taken.map(({ id }) => id)]);
  }
};

/** What is not finished waits for somebody; what is, for nobody. */
const expectNoOrphan = ({ ledger }: Moment, { finished }: Procedure, tasks: readonly Task[]): void =>
  expect(tasks.some((one) => PEOPLE.some((post) => isFor(post, one)))).toBe(!finished(ledger));

/** How often each state was come through, so that a walk that goes nowhere cannot pass for a law. */
const seen = new Map<string, number>();

const anyWalk = fc.array(
  fc.record({
    days: fc.nat(12),
    choice: fc.nat(1_000),
    decision: fc.constantFrom<ReviewDecision>('PASS', 'PASS', 'PASS', 'PASS', 'PASS', 'RETURN', 'REJECT'),
  }),
  { minLength: 10, maxLength: 14 },
);

/** Walks that are always taken: straight to the end, and once sent back, so that every state is come through. */
const turn = (decision: ReviewDecision) => ({ days: 1, choice: 1, decision });
const straight = Array.from({ length: 12 }, () => turn('PASS'));
const sentBack = straight.with(0, turn('RETURN'));

/** Each turn one of the things that the ledger would take from somebody is done. */
const expectLawful = (procedure: Procedure, { numRuns }: { readonly numRuns: number }): void => {
  const examples = [straight, sentBack].map((walk): [typeof walk] => [walk]);
  fc.assert(
    fc.property(anyWalk, (walk) => {
      let [ledger, day] = [procedure.start, civilDateOf('2026-03-02')];
      for (const { days, choice, decision } of walk) {
        day = addDays(day, days);
        const moment = { ledger, at: day };
        const tasks = procedure.rule(deskAt(ledger, day, procedure.index));
        if (!procedure.runOut(moment)) expectFair(moment, procedure, tasks);
        expectNoOrphan(moment, procedure, tasks);
        const state = procedure.status(ledger);
        seen.set(state, (seen.get(state) ?? 0) + 1);
        // Mostly what somebody has to do next, now and then anything that can be done.
        const next = procedure.steps.filter(({ kind }) => kind !== undefined || choice % 4 === 0);
        const open = next.flatMap((step) =>
          PEOPLE.flatMap((actor) => {
            const outcome = asked(ledger, step, { actor, decision, at: day });
            return outcome?.decision.ok ? [outcome] : [];
          }),
        );
        const chosen = open[(choice >> 2) % Math.max(1, open.length)];
        if (chosen === undefined) continue;
        ledger = chosen.thenAccepted();
      }
    }),
    { numRuns: numRuns + examples.length, endOnFailure: true, examples },
  );
};

const opinion = '示例';
const REVIEWER: readonly Role[] = ['county-reviewer'];
const divisions = <S extends Omit<Step, 'medium' | 'roles' | 'data'>>(
  step: S,
  data: (medium: Medium, decision: ReviewDecision) => object,
): readonly Step[] =>
  (['WATER', 'AIR'] as const).map((medium) => ({
    ...step,
    medium,
    roles: [medium === 'WATER' ? 'element-water' : 'element-air'],
    data: (decision) => data(medium, decision),
  }));

const depositId = 'd1';
const { ledger: reduced, reductionId } = withReduction({
  lines: [verified('COD', '9'), verified('SO2', '9')],
});
const lines = [line('COD', '4'), line('SO2', '1')];
const deposit: Procedure = {
  start: reduced
    .when(
      fileDeposit,
      { reductionId, lines, lateReason: opinion },
      { actor: PEOPLE[0] as Actor, id: depositId },
    )
    .thenAccepted(),
  rule: depositTasks,
  index: { deposits: [depositId], reductions: [reductionId] },
  status: (ledger) => ledger.state(depositFold, depositId).status,
  runOut: () => false,
  finished: (ledger) => ['CREDITED', 'REJECTED'].includes(ledger.state(depositFold, depositId).status),
  steps: [
    {
      decider: firstReviewDeposit,
      data: (decision) => ({ depositId, decision, opinion }),
      roles: REVIEWER,
      kind: 'DEPOSIT_FIRST_REVIEW',
    },
    ...divisions(
      { decider: reviewDepositElement, kind: 'DEPOSIT_ELEMENT_REVIEW' as const },
      (medium, decision) => ({
        depositId,
        medium,
        decision,
        opinion,
      }),
    ),
    {
      decider: approveDeposit,
      data: (decision) => ({ depositId, decision, opinion, provincialTake: [], provincialDocumentNo: null }),
      roles: ['office', 'joint-review'],
      kind: 'DEPOSIT_APPROVAL',
    },
    {
      decider: verifyDepositSite,
      data: (decision) => ({
        depositId,
        confirmed: decision === 'PASS',
        opinion,
        inspectionId: null,
        evidence: [],
      }),
      roles: ['inspector'],
    },
    {
      decider: amendDeposit,
      data: () => ({ depositId, lines, lateReason: opinion }),
      roles: ['county-clerk'],
    },
  ],
};

const id = W;
const APPROVING: readonly Role[] = ['county-approver', 'office', 'bureau-lead', 'province'];
const demanded = [demand('VOCs', '2'), demand('COD', '1')];
const withdrawal = (pool: string): Procedure => ({
  start: filing(
    given({
      [pool]: [lot('a', { VOCs: '100', COD: '100' })],
      'standing-320583': [goodStanding()],
    }),
    demanded,
  ).thenAccepted(),
  rule: withdrawalTasks,
  index: { withdrawals: [id] },
  runOut: ({ ledger, at }) => at > (ledger.state(withdrawalFold, id)?.hold?.expiresOn ?? at),
  status: (ledger) => ledger.state(withdrawalFold, id)?.status ?? '',
  finished: (ledger) =>
    ['REGISTERED', 'PERMITTED', 'RELEASED', 'LAPSED', 'REJECTED'].includes(
      ledger.state(withdrawalFold, id)?.status ?? '',
    ),
  steps: [
    {
      decider: firstReviewWithdrawal,
      data: (decision) => ({ id, decision, opinion }),
      roles: REVIEWER,
      kind: 'WITHDRAWAL_FIRST_REVIEW',
    },
    ...divisions(
      { decider: reviewWithdrawalElement, kind: 'WITHDRAWAL_ELEMENT_REVIEW' as const },
      (medium, decision) => ({ id, medium, decision, opinion }),
    ),
    {
      decider: approveWithdrawal,
      data: (decision) => ({ id, decision, opinion, documentNo: '示例' }),
      roles: APPROVING,
      kind: 'WITHDRAWAL_APPROVAL',
      probe: 'PASS',
    },
    {
      decider: registerBalance,
      data: () => ({ id, eiaApprovalNo: '示例', approvedOn: null }),
      roles: APPROVING,
      kind: 'VOUCHER_REGISTRATION',
    },
    { decider: amendWithdrawal, data: () => ({ id, lines: demanded }), roles: ['county-clerk'] },
    { decider: releaseWithdrawal, data: () => ({ id, reason: opinion }), roles: APPROVING },
    { decider: lapseVoucher, data: () => ({ id, reason: opinion }), roles: APPROVING },
    { decider: expireHold, data: () => ({ id }), roles: ['system'] },
  ],
});

describe('over random histories, tasks are shown to exactly those who may do them, and nothing is left lying', () => {
  it('deposits', () => expectLawful(deposit, lawRuns(60, 6)));
  it.each(['pool-320583', 'pool-320500', 'pool-320000'])('withdrawals from %s', (pool) =>
    expectLawful(withdrawal(pool), lawRuns(30, 4)),
  );

  it('come through every state that is passed on the way', () =>
    expect([...seen.keys()]).toEqual(
      expect.arrayContaining([
        'FILED',
        'FIRST_REVIEWED',
        'ELEMENT_REVIEWED',
        'RETURNED',
        'HELD',
        'VOUCHERED',
      ]),
    ));
});
