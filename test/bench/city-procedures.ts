import {
  mediumOf,
  usccCheckCharacter,
  type CivilDate,
  type JsonObject,
  type Medium,
  type Pollutant,
  type Role,
} from '#kernel';
import { dice, type Dice } from '../support/busy-city.js';
import { line, sampleReduction, verified } from '../support/samples.js';
import { application, line as demandOf, project } from '../support/withdrawal.js';

/** What an officer orders. */
export interface Order {
  readonly type: string;
  readonly data: object;
  readonly role: Role;
  readonly place: string;
}
/** Orders one after another; each is told what the ledger answered, or nothing when it refused. */
export type Procedure = Generator<Order, void, JsonObject | undefined>;

const CITY = '320500';
const OFFICE = { role: 'office', place: CITY } as const;
const COUNTIES = ['320505', '320506', '320507', '320508', '320509', '320581', '320582', '320583', '320585'];
const POLLUTANTS: readonly Pollutant[] = ['COD', 'TN', 'NOx', 'VOCs'];
const YEAR = 2025;
const PASS = { decision: 'PASS', opinion: '材料齐全，核算一致，同意。' } as const;
const BAD_READING = {
  month: '2026-01',
  medium: 'AIR',
  indicator: 'PM2.5',
  unit: 'μg/m³',
  value: '48.1',
  target: '40',
  lastYear: '42.5',
  valid: true,
} as const;

const number = (serial: number): string => String(serial).padStart(6, '0');
const unitOf = (place: string, serial: number): string => {
  const body = `91${place}MA1${number(serial)}`;
  return body + usccCheckCharacter(body);
};

/** 年度考核 of every county, and the reading that later suspensions rest on. Notes the readings' ids. */
function* opening(readings: { place: string; id: unknown }[]): Procedure {
  for (const place of COUNTIES) {
    const verdict = { quality: { water: 'MET', air: 'MET' }, taskDone: true, improvement: null };
    const draft = { place, year: YEAR, ...verdict };
    const told = yield { type: 'RecordAssessment', data: draft, role: 'monitoring', place: CITY };
    const data = { id: told?.['id'], place, decisionNo: '示例总量领〔2026〕1号' };
    yield { type: 'PublishAssessment', data, role: 'leading-group', place: CITY };
    const reading = { ...BAD_READING, place };
    const read = yield { type: 'RecordReading', data: reading, role: 'monitoring', place: CITY };
    readings.push({ place, id: read?.['id'] });
  }
}

/** One city's officers: what they begin next is left to the dice. */
class City {
  private serial = 0;
  private readonly readings: { place: string; id: unknown }[] = [];

  constructor(
    private readonly roll: Dice,
    private readonly today: () => CivilDate,
  ) {}

  *work(): Generator<Procedure> {
    yield opening(this.readings);
    for (;;) {
      this.serial += 1;
      const place = this.one(COUNTIES);
      if (this.roll(150) === 0) yield this.suspend(place);
      else if (this.roll(3) === 0) yield this.stock(place);
      else yield this.draw(place);
    }
  }

  private one<T>(choices: readonly T[]): T {
    return choices[this.roll(choices.length)] as T;
  }

  /** Less than `tonnes` t/a and never nothing, with a few decimals. */
  private amount(tonnes: number): string {
    return `${this.roll(tonnes)}.${this.roll(99_999) + 1}`.replace(/0+$/, '');
  }

  /** 收储: from a filed reduction to lots in the pools; one in eight is claimed once more. */
  private *stock(place: string): Procedure {
    const clerk = { role: 'county-clerk', place } as const;
    const pollutants = POLLUTANTS.filter(() => this.roll(2) === 0);
    const amounts = (pollutants.length > 0 ? pollutants : (['COD'] as const)).map((pollutant) =>
      line(pollutant, this.amount(20)),
    );
    const uscc = unitOf(place, this.serial);
    const today = this.today();
    const data = sampleReduction({
      unit: { uscc, name: `示例企业${this.serial}` },
      permitNo: `${uscc}001P`,
      facility: `${this.serial}# 喷涂线`,
      place,
      formedOn: today,
      permitChangedOn: today,
      lines: amounts.map(({ pollutant, amount }) => verified(pollutant, amount)),
    });
    const filed = yield { type: 'FileReduction', data, ...clerk };
    if (filed === undefined) return;
    const claim = { reductionId: filed['id'], lines: amounts, lateReason: null };
    const deposit = yield { type: 'FileDeposit', data: claim, ...clerk };
    if (this.roll(8) === 0) yield { type: 'FileDeposit', data: claim, ...clerk };
    if (deposit === undefined) return;
    const verdict = { depositId: deposit['id'], ...PASS };
    yield { type: 'FirstReviewDeposit', data: verdict, role: 'county-reviewer', place };
    for (const medium of new Set(amounts.map(({ pollutant }) => mediumOf(pollutant))))
      yield this.reviewOf('ReviewDepositElement', verdict, medium);
    const approval = { ...verdict, provincialTake: [], provincialDocumentNo: null };
    yield { type: 'ApproveDeposit', data: approval, ...OFFICE };
  }

  /** 要素审核 by the division of a medium. */
  private reviewOf(type: string, verdict: object, medium: Medium): Order {
    const role = medium === 'WATER' ? 'element-water' : 'element-air';
    return { type, data: { ...verdict, medium }, role, place: CITY };
  }

  /** 出库: from a demand to a voucher, and sometimes back; one in six wants more than most pools hold. */
  private *draw(place: string): Procedure {
    const uscc = unitOf(place, this.roll(3_000));
    const wanted = this.roll(6) === 0 ? this.amount(400) : this.amount(2);
    const code = `2603-${place}-89-01-${number(this.serial)}`;
    const pollutant = this.one(POLLUTANTS);
    const municipal = this.roll(6) === 0;
    const strategic = { sei: { determinationNo: '示例战新认〔2026〕3号' }, priorityClass: 'SEI' } as const;
    const data = application([demandOf(pollutant, wanted)], {
      project: project({ code, place, uscc, ...(municipal && strategic) }),
      pools: [`pool-${municipal ? CITY : place}`],
    });
    const filed = yield { type: 'FileWithdrawal', data, role: 'county-clerk', place };
    if (filed === undefined) return;
    const review = { id: filed['id'], ...PASS };
    const reviewed = yield { type: 'FirstReviewWithdrawal', data: review, role: 'county-reviewer', place };
    if (reviewed === undefined) return;
    if (municipal) yield this.reviewOf('ReviewWithdrawalElement', review, mediumOf(pollutant));
    const approver = municipal ? OFFICE : ({ role: 'county-approver', place } as const);
    yield* this.grant({ ...review, documentNo: null }, approver);
  }

  /** One in ten approvals is given twice, which the ledger refuses; of the vouchers some are given back. */
  private *grant(
    approval: { readonly id: unknown; readonly documentNo: null },
    approver: Pick<Order, 'role' | 'place'>,
  ): Procedure {
    const { id } = approval;
    const approve = { type: 'ApproveWithdrawal', data: approval, ...approver };
    yield approve;
    if (this.roll(10) === 0) yield approve;
    const end = this.roll(5);
    if (end === 0) yield { type: 'ReleaseWithdrawal', data: { id, reason: '示例：项目取消' }, ...approver };
    if (end > 2) return;
    const registered = { id, eiaApprovalNo: '示例环建〔2026〕41号', approvedOn: null };
    if (end > 0) yield { type: 'RegisterBalance', data: registered, ...approver };
  }

  /** 暂停: proposed on a reading, ordered, and lifted after some withdrawals were refused for it. */
  private *suspend(place: string): Procedure {
    const orderNo = `示例暂停〔2026〕${this.serial}号`;
    const readingIds = this.readings.flatMap((one) => (one.place === place ? [one.id] : []));
    const reason = 'PM2.5 超过目标且同比变差。';
    const proposal = { place, effectiveFrom: this.today(), orderNo, reason, readingIds };
    const told = yield { type: 'ProposeSuspension', data: proposal, role: 'monitoring', place: CITY };
    const step = { id: told?.['id'], place, orderNo };
    yield { type: 'OrderSuspension', data: step, role: 'bureau-lead', place: CITY };
    // Who proposed it tries to lift it, again and again; the order holds meanwhile.
    for (let tries = 0; tries < 6; tries += 1)
      yield { type: 'LiftSuspension', data: step, role: 'monitoring', place: CITY };
    yield {
      type: 'LiftSuspension',
      data: { ...step, reason: '示例：好转' },
      role: 'bureau-lead',
      place: CITY,
    };
  }
}

/** What is begun in a busy city: first its opening, then deposits, withdrawals and now and then a suspension. */
export const cityAtWork = (today: () => CivilDate): Generator<Procedure> => new City(dice(5), today).work();
