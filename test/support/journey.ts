import {
  lineage,
  mediumOf,
  mg,
  mgOf,
  must,
  placeOf,
  poolIdOf,
  sha256Hex,
  tonnes,
  usccCheckCharacter,
  type Medium,
  type Pollutant,
} from '#kernel';
import type {
  Balance,
  BalanceLine,
  Deposit,
  Draw,
  LogEvent,
  Reduction,
  Voucher,
  Withdrawal,
} from './answers.js';
import type { Answer, Officer, Offices } from './client.js';

export const CITY = '320500';
export const CITY_POOL = `pool-${CITY}`;

export type Amounts = Readonly<Partial<Record<Pollutant, string>>>;

/** Canonical text of a figure as printed: `1.020` becomes `1.02`. */
export const canonical = (figure: string): string => tonnes(mgOf(figure));

export const linesOf = (amounts: Amounts): { pollutant: Pollutant; amount: string }[] =>
  Object.entries(amounts).map(([pollutant, amount]) => ({ pollutant: pollutant as Pollutant, amount }));

/** The line of one pollutant; a test that asks for one that is not there fails. */
export const lineOf = <L extends { readonly pollutant: Pollutant }>(
  lines: readonly L[],
  pollutant: Pollutant,
): L =>
  must(
    lines.find((line) => line.pollutant === pollutant),
    `line of ${pollutant}`,
  );

/** The body of an answer with the expected status; anything else fails the test with what came instead. */
export const bodyOf = <T>({ status, body, text }: Answer<T>, expected: number): T => {
  if (status !== expected) throw new Error(`${expected} expected, ${status} came: ${text.slice(0, 2_000)}`);
  return body;
};

/** Status and code of a refusal, to compare in one go. */
export const refusal = ({ status, problem }: Answer<unknown>): string => `${status} ${problem.code}`;

/** The first failing ground with this code. */
export const groundOf = ({ problem }: Answer<unknown>, code: string): Readonly<Record<string, unknown>> =>
  must(
    problem.rules?.find((rule) => rule.code === code && rule.outcome === 'FAIL'),
    `failing ${code}`,
  ).inputs;

const divisionOf = (place: string): string => (place.startsWith('park-') ? CITY : place);

let serial = 0;

/** A unit nobody has heard of yet, with a valid check character. */
const freshUnit = (place: string): { readonly uscc: string; readonly name: string } => {
  serial += 1;
  const body = `91${divisionOf(place)}MA9${String(serial).padStart(6, '0')}`;
  return { uscc: body + usccCheckCharacter(body), name: `示例企业${serial}` };
};

/** 减排量申报 of a fresh unit whose permitted limit is just what it gave up. */
export const reductionBody = (place: string, amounts: Amounts, differing: object = {}) => {
  const unit = freshUnit(place);
  return {
    unit,
    permitNo: `${unit.uscc}001P`,
    facility: '1#锅炉',
    measure: 'DEEP_TREATMENT',
    fundingSource: 'OWN',
    formedOn: '2026-09-30',
    permitChangedOn: '2026-10-20',
    place,
    guide: { id: '主要污染物总量减排核算技术指南', version: '2022' },
    lines: linesOf(amounts).map(({ pollutant, amount }) => ({
      pollutant,
      verified: amount,
      permittedLimit: amount,
    })),
    mrv: { monitorable: true, reportable: true, countable: true, verifiable: true },
    evidence: [{ name: '示例-核算报告.pdf', sha256: sha256Hex(unit.uscc) }],
    ...differing,
  };
};

/** 期初结转 of a cut of 2021, three tenths of it in the city's pool, unless told. */
export const openingBody = (place: string, amounts: Amounts, differing: object = {}) => ({
  ...reductionBody(place, amounts, { formedOn: '2021-06-30', permitChangedOn: '2021-07-20' }),
  entryNo: '示例台账2021-01',
  closedOn: '2021-12-31',
  decisionNo: '示例〔2026〕5号',
  balances: linesOf(amounts).map(({ pollutant, amount }) => ({ pollutant, municipal: '0', local: amount })),
  ...differing,
});

/** A new discharge without baseline, unless told. */
export const demand = (pollutant: Pollutant, postDischarge: string, differing: object = {}) => ({
  pollutant,
  postDischarge,
  baseline: { basis: 'NONE', amount: '0' },
  ...differing,
});

interface Differing {
  readonly project?: object;
  readonly [member: string]: unknown;
}

/** 出库申请 of a fresh project. */
export const applicationBody = (place: string, lines: readonly object[], differing: Differing = {}) => {
  const { uscc, name } = freshUnit(place);
  const code = `2603-${divisionOf(place)}-89-01-${String(serial).padStart(6, '0')}`;
  const project = { code, name: `${name}新建项目`, uscc, place, industry: 'C2929', type: 'NEW' };
  return { path: 'POOL', lines, ...differing, project: { ...project, ...differing.project } };
};

export const PASS = { decision: 'PASS', opinion: '同意' } as const;

/** Walks items through the offices of one service; every step must succeed. */
export class Journey {
  constructor(readonly offices: Offices) {}

  clerk(place: string): Promise<Officer> {
    return this.offices.officer(`${placeOf(place).kind === 'PARK' ? 'park' : 'county'}-clerk@${place}`);
  }

  reviewer(place: string): Promise<Officer> {
    return this.offices.officer(`county-reviewer@${bureauOf(place)}`);
  }

  approver(place: string): Promise<Officer> {
    return this.offices.officer(`county-approver@${bureauOf(place)}`);
  }

  office(): Promise<Officer> {
    return this.offices.officer(`office@${CITY}`);
  }

  division(medium: Medium): Promise<Officer> {
    return this.offices.officer(`element-${medium.toLowerCase()}@${CITY}`);
  }

  async file(place: string, amounts: Amounts, differing: object = {}): Promise<Reduction> {
    return bodyOf(
      await (
        await this.clerk(place)
      ).post<Reduction>('/reductions', reductionBody(place, amounts, differing)),
      201,
    );
  }

  /** 入库申报 of amounts of a reduction. */
  async claim(
    reduction: Pick<Reduction, 'id' | 'place'>,
    amounts: Amounts,
    differing: object = {},
  ): Promise<Deposit> {
    const body = { reductionId: reduction.id, lines: linesOf(amounts), ...differing };
    return bodyOf(await (await this.clerk(reduction.place)).post<Deposit>('/deposits', body), 201);
  }

  /** First review and element reviews of a deposit. */
  async examine(depositId: string, place: string, amounts: Amounts): Promise<void> {
    bodyOf(await (await this.reviewer(place)).post(`/deposits/${depositId}/first-review`, PASS), 200);
    for (const medium of mediaOf(amounts)) {
      const path = `/deposits/${depositId}/element-review`;
      bodyOf(await (await this.division(medium)).post(path, { medium, ...PASS }), 200);
    }
  }

  async credit(depositId: string, differing: object = {}): Promise<Deposit> {
    const path = `/deposits/${depositId}/approval`;
    return bodyOf(await (await this.office()).post<Deposit>(path, { ...PASS, ...differing }), 200);
  }

  /** A fresh reduction, all of it walked into the pools. */
  async stock(place: string, amounts: Amounts, differing: object = {}): Promise<Deposit> {
    const { id } = await this.claim(await this.file(place, amounts, differing), amounts);
    await this.examine(id, place, amounts);
    return this.credit(id);
  }

  async apply(application: { readonly project: { readonly place: string } }): Promise<Withdrawal> {
    const clerk = await this.clerk(application.project.place);
    return bodyOf(await clerk.post<Withdrawal>('/withdrawals', application), 201);
  }

  async hold(id: string, place: string): Promise<Withdrawal> {
    return bodyOf(
      await (await this.reviewer(place)).post<Withdrawal>(`/withdrawals/${id}/first-review`, PASS),
      200,
    );
  }

  async approve(id: string, place: string): Promise<Withdrawal> {
    return bodyOf(
      await (await this.approver(place)).post<Withdrawal>(`/withdrawals/${id}/approval`, PASS),
      200,
    );
  }

  /** From an application to its voucher, out of a local pool. */
  async draw(application: { readonly project: { readonly place: string } }): Promise<Withdrawal> {
    const { place } = application.project;
    const { id } = await this.apply(application);
    await this.hold(id, place);
    return this.approve(id, place);
  }

  async voucher(withdrawal: Withdrawal, reader: Officer): Promise<Voucher> {
    const no = must(withdrawal.voucherNo, 'voucher');
    return bodyOf(await reader.get<Voucher>(`/vouchers/${no}`), 200);
  }

  /** One line of a pool's balance, as the office reads it. */
  async balance(pool: string, pollutant: Pollutant): Promise<BalanceLine> {
    const answer = await (await this.reader(pool)).get<Balance>(`/pools/${pool}/balance`);
    return lineOf(bodyOf(answer, 200).lines, pollutant);
  }

  /**
   * Draws a local pool down until it has exactly this much; an odd milligram is deposited first, for a draw is
   * even.
   */
  async bringTo(place: string, pollutant: Pollutant, target: string): Promise<void> {
    const pool = poolIdOf(place);
    const surplus = async (): Promise<bigint> =>
      mgOf((await this.balance(pool, pollutant)).available) - mgOf(target);
    if ((await surplus()) % 2n !== 0n) await this.stock(place, { [pollutant]: '0.000000001' });
    const half = tonnes(mg((await surplus()) / 2n));
    await this.draw(applicationBody(place, [demand(pollutant, half)], { pools: [pool] }));
  }

  /** The events of one stream, as the office reads the log. */
  async events(stream: string): Promise<readonly LogEvent[]> {
    const path = `/events?limit=1000&stream=${encodeURIComponent(stream)}`;
    return bodyOf(await (await this.office()).get<{ items: readonly LogEvent[] }>(path), 200).items;
  }

  private reader(pool: string): Promise<Officer> {
    return this.offices.officer(pool === 'pool-320000' ? 'province@320000' : `office@${CITY}`);
  }
}

/** How much is drawn from one pool. */
export const drawnFrom = (draws: readonly Draw[], pool: string): string =>
  tonnes(
    mg(draws.filter((draw) => draw.pool === pool).reduce((total, { amount }) => total + mgOf(amount), 0n)),
  );

/** The bureau that reviews for a place: its county's, or a park's own where no county stands above it. */
const bureauOf = (place: string): string =>
  lineage(place).find(({ kind }) => kind === 'COUNTY')?.code ?? place;

const mediaOf = (amounts: Amounts): readonly Medium[] => [
  ...new Set(linesOf(amounts).map(({ pollutant }) => mediumOf(pollutant))),
];
