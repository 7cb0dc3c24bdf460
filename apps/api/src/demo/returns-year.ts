import { LEDGER_EVENTS } from '#libs/audit';
import { decode, follow, type EventStore } from '#libs/event-store';
import { quarterlyReturn, submissionOf } from '#libs/returns';
import type { CivilQuarter, LoggedEvent } from '#kernel';
import { LEDGER } from '../ledger/ledger.constants.js';
import { projectCodeOf, unitAt, linesOf, type Amounts } from './cast.js';
import { clerkOf } from './procedures.js';
import { post, type Scene } from './storyteller.js';

const CITY = '320500';
const OFFICE = post('office', CITY);

interface Closure {
  readonly place: string;
  readonly serial: number;
  readonly unit: string;
  readonly cancelledOn: string;
  readonly recorded: string;
}

/** 许可证注销 of a closed works, as its county's clerk records it. */
export const cancelPermit =
  ({ place, serial, unit: name, cancelledOn, recorded }: Closure): Scene =>
  async (story) => {
    const unit = unitAt(place, serial, name);
    const data = { permitNo: `${unit.uscc}001P`, unit, place, cancelledOn, reason: '企业关停，许可证注销。' };
    await story.tell(recorded, clerkOf(place), { type: 'CancelPermit', data });
  };

interface Approval {
  readonly place: string;
  readonly serial: number;
  readonly approvalNo: string;
  readonly approvedOn: string;
  readonly imported: string;
  readonly amounts: Amounts;
}

const importApproval =
  ({ place, serial, approvalNo, approvedOn, imported, amounts }: Approval): Scene =>
  async (story) => {
    const lines = linesOf(amounts);
    const item = { approvalNo, approvedOn, projectCode: projectCodeOf(place, serial), place, lines };
    await story.tell(imported, OFFICE, { type: 'ImportEiaApprovals', data: { items: [item] } });
  };

const approvals: readonly Scene[] = [
  importApproval({
    place: '320583',
    serial: 401,
    approvalNo: '昆环建〔2026〕41号',
    approvedOn: '2026-05-08',
    imported: '2026-07-06',
    amounts: { TN: '2', COD: '10', VOCs: '1' },
  }),
  importApproval({
    place: 'park-sip',
    serial: 405,
    approvalNo: '苏园环建〔2026〕88号',
    approvedOn: '2026-09-09',
    imported: '2026-10-08',
    amounts: { VOCs: '2.036', TN: '0.8' },
  }),
  // 无量审批: nobody ever gave this project a voucher.
  importApproval({
    place: '320506',
    serial: 410,
    approvalNo: '吴环建〔2026〕63号',
    approvedOn: '2026-08-27',
    imported: '2026-10-08',
    amounts: { VOCs: '0.36' },
  }),
];

/** Two works closed in summer; for neither has a reduction been filed, and the first is overdue. */
const closures: readonly Scene[] = [
  cancelPermit({
    place: '320505',
    serial: 601,
    unit: '电镀二厂',
    cancelledOn: '2026-07-22',
    recorded: '2026-07-29',
  }),
  cancelPermit({
    place: '320583',
    serial: 602,
    unit: '砂洗厂',
    cancelledOn: '2026-09-16',
    recorded: '2026-09-21',
  }),
];

const logOf = async (store: EventStore): Promise<readonly LoggedEvent[]> => {
  const events: LoggedEvent[] = [];
  for await (const page of follow(store, LEDGER)) {
    events.push(...page.map((event) => decode(event, LEDGER_EVENTS)));
  }
  return events;
};

/** 季度调度报送 of the third quarter, in time. */
const handIn =
  (store: EventStore): Scene =>
  async (story) => {
    const quarter = '2026-Q3' as CivilQuarter;
    await story.until('2026-10-13');
    const events = await logOf(store);
    const report = quarterlyReturn(events, { quarter, place: CITY });
    const data = submissionOf(report, events.at(-1)?.position ?? 0);
    await story.tell('2026-10-13', OFFICE, { type: 'SubmitQuarterlyReturn', data });
  };

/** What the quarterly returns of the year are made from. */
export const returnsScenes = (store: EventStore): readonly Scene[] => [
  ...closures,
  ...approvals,
  handIn(store),
];
