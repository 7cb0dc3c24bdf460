import {
  extend,
  add,
  assertNever,
  MEDIA,
  mediumOf,
  mgOf,
  tonnes,
  ZERO,
  type DutyDone,
  type Fold,
  type Logged,
  type Medium,
  type Opinion,
} from '#kernel';
import type {
  DepositAmended,
  DepositElementReviewed,
  DepositEvent,
  DepositFiled,
  DepositJointReviewed,
  DepositLine,
  DepositSiteVerified,
  OpeningRecorded,
  ReviewDecision,
  TierSplitApplied,
} from '#contract/deposit';

/** 入库事项的状态. */
export type DepositStatus =
  | 'DRAFT'
  | 'FILED'
  | 'FIRST_REVIEWED'
  | 'SITE_VERIFIED'
  | 'ELEMENT_REVIEWED'
  | 'JOINT_APPROVED'
  | 'CREDITED'
  | 'RETURNED'
  | 'REJECTED'
  | 'VOIDED';

/** 环节：申报、初审、现场核查、要素审核、联合会审、终审; for each kind of step another person. */
export type DepositStep =
  | 'FILING'
  | 'FIRST_REVIEW'
  | 'SITE_VERIFICATION'
  | 'ELEMENT_REVIEW'
  | 'JOINT_REVIEW'
  | 'APPROVAL';

export type DepositFiling = DepositFiled['data'] & { readonly filedBy: string };

export interface DepositReview {
  readonly step: DepositStep;
  readonly medium: Medium | null;
  readonly decision: ReviewDecision;
  readonly opinion: string;
  readonly by: string;
  readonly at: string;
}

export interface DepositState {
  readonly status: DepositStatus;
  readonly filing: DepositFiling | null;
  /** Every step taken in any round. */
  readonly duties: readonly DutyDone[];
  readonly reviews: readonly DepositReview[];
  /** Media whose division has passed the present lines. */
  readonly passed: readonly Medium[];
  /** 联合会审意见 on the present lines. */
  readonly jointOpinions: readonly Opinion[];
  readonly provincialDocumentNo: string | null;
  /** Why it counts from before the day it was filed, as the approver told. */
  readonly backDatedReason: string | null;
  readonly split: TierSplitApplied['data'] | null;
  /** 期初结转：the old ledger's entry and the decision that brought it in, instead of reviews. */
  readonly opening: Pick<OpeningRecorded['data'], 'entryNo' | 'closedOn' | 'decisionNo'> | null;
}

/** The media a deposit's lines belong to. */
export const mediaOf = (lines: readonly DepositLine[]): readonly Medium[] =>
  MEDIA.filter((medium) => lines.some(({ pollutant }) => mediumOf(pollutant) === medium));

const NONE = tonnes(ZERO);

type Verdict = Pick<DepositReview, 'decision' | 'opinion'> & { readonly medium?: Medium | null };
type Move = Pick<DepositReview, 'step'> & { readonly onPass: DepositStatus };

/** The review is on file, and its decision moves the item: on, back, or out. */
const reviewed = (
  state: DepositState,
  event: Logged<DepositEvent>,
  { step, onPass, decision, opinion, medium = null }: Move & Verdict,
): DepositState => {
  const next = { PASS: onPass, RETURN: 'RETURNED', REJECT: 'REJECTED' } as const;
  const { actor: by, recordedAt: at } = event;
  return {
    ...state,
    status: next[decision],
    duties: [...state.duties, { step, by }],
    reviews: [...state.reviews, { step, medium, decision, opinion, by, at }],
  };
};

const siteVerified = (state: DepositState, event: Logged<DepositSiteVerified>): DepositState => {
  const { confirmed, opinion } = event.data;
  const decision = confirmed ? 'PASS' : 'RETURN';
  return reviewed(state, event, { step: 'SITE_VERIFICATION', onPass: 'SITE_VERIFIED', decision, opinion });
};

const elementReviewed = (state: DepositState, event: Logged<DepositElementReviewed>): DepositState => {
  const { medium, decision, opinion } = event.data;
  const passed = decision === 'PASS' ? [...state.passed, medium] : state.passed;
  const complete = mediaOf(state.filing?.lines ?? []).every((present) => passed.includes(present));
  const onPass = complete ? 'ELEMENT_REVIEWED' : state.status;
  return { ...reviewed(state, event, { step: 'ELEMENT_REVIEW', medium, decision, opinion, onPass }), passed };
};

/** On file and among the duties; where the item stands is not for an opinion to change. */
const jointlyReviewed = (state: DepositState, event: Logged<DepositJointReviewed>): DepositState => {
  const { actor: by, data } = event;
  const onFile = reviewed(state, event, { ...data, step: 'JOINT_REVIEW', onPass: state.status });
  const opinion = { ...data, division: 'joint-review', by } as const;
  return { ...onFile, status: state.status, jointOpinions: [...state.jointOpinions, opinion] };
};

/** A corrected filing is reviewed from the start; who took part before is not forgotten. */
const amended = (state: DepositState, { data, actor }: Logged<DepositAmended>): DepositState => ({
  ...state,
  status: 'FILED',
  filing: state.filing && { ...state.filing, lines: data.lines, lateReason: data.lateReason },
  duties: [...state.duties, { step: 'FILING', by: actor }],
  passed: [],
  jointOpinions: [],
});

/** 期初结转：stands credited from the first; nothing of it was owed or taken, and its shares are those it had. */
const opened = (state: DepositState, { data, actor }: Logged<OpeningRecorded>): DepositState => {
  const { depositId, reductionId, place, similar, recordedOn: filedOn, policies, lines, ...rest } = data;
  const { entryNo, closedOn, decisionNo, ...pools } = rest;
  const shares = lines.map((line) => ({
    ...line,
    total: tonnes(add(mgOf(line.municipal), mgOf(line.local))),
  }));
  const filing = { depositId, reductionId, place, similar, filedOn, policies, filedBy: actor };
  return {
    ...state,
    status: 'CREDITED',
    filing: {
      ...filing,
      lines: shares.map(({ pollutant, total: amount }) => ({ pollutant, amount })),
      dueOn: null,
      late: false,
      lateReason: null,
    },
    duties: [{ step: 'APPROVAL', by: actor }],
    split: {
      ...pools,
      lines: shares.map(({ total, ...line }) => {
        return { ...line, gross: total, obligations: NONE, provincial: NONE, net: total };
      }),
      policies,
    },
    opening: { entryNo, closedOn, decisionNo },
  };
};

const evolve = (state: DepositState, event: Logged<DepositEvent>): DepositState => {
  switch (event.type) {
    case 'DepositFiled': {
      const filing = extend(event.data, { filedBy: event.actor });
      return { ...state, status: 'FILED', filing, duties: [{ step: 'FILING', by: event.actor }] };
    }
    case 'DepositAmended':
      return amended(state, event);
    case 'DepositFirstReviewed':
      return reviewed(
        state,
        event,
        extend(event.data, { step: 'FIRST_REVIEW', onPass: 'FIRST_REVIEWED' } as const),
      );
    case 'DepositSiteVerified':
      return siteVerified(state, event);
    case 'DepositElementReviewed':
      return elementReviewed(state, event);
    case 'DepositJointReviewed':
      return jointlyReviewed(state, event);
    case 'DepositJointApproved': {
      const { backDatedReason = null, ...approval } = event.data;
      const onPass = { decision: 'PASS', step: 'APPROVAL', onPass: 'JOINT_APPROVED' } as const;
      return { ...reviewed(state, event, extend(approval, onPass)), backDatedReason };
    }
    case 'DepositTurnedDown':
      return reviewed(state, event, { ...event.data, step: 'APPROVAL', onPass: state.status });
    case 'ProvincialTakeRecorded':
      return { ...state, provincialDocumentNo: event.data.documentNo };
    case 'TierSplitApplied':
      return { ...state, status: 'CREDITED', split: event.data };
    case 'OpeningRecorded':
      return opened(state, event);
    case 'DepositVoided':
      return { ...state, status: 'VOIDED' };
    default:
      return assertNever(event);
  }
};

/** Stream `deposit-<id>`. */
export const depositFold: Fold<DepositState, DepositEvent> = {
  prefix: 'deposit',
  initial: () => ({
    status: 'DRAFT',
    filing: null,
    duties: [],
    reviews: [],
    passed: [],
    jointOpinions: [],
    provincialDocumentNo: null,
    backDatedReason: null,
    split: null,
    opening: null,
  }),
  evolve,
};
