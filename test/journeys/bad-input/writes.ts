import { randomUUID } from 'node:crypto';
import { must, poolIdOf } from '#kernel';
import type { Answer, Officer } from '../../support/client.js';
import {
  applicationBody,
  bodyOf,
  CITY_POOL,
  demand,
  Journey,
  linesOf,
  PASS,
  reductionBody,
} from '../../support/journey.js';
import { leavesOf } from '../../support/naughty.js';
import type { TestService } from '../../support/service.js';

export const PLACE = '320583';
export const FOREIGN = '320509';
export const POOL = poolIdOf(PLACE);

export type Body = Parameters<typeof leavesOf>[0] & object;
type NewRoute = readonly [who: string, path: string, body: object];

/** A write that would be accepted as it stands. */
export interface Route {
  readonly who: Officer;
  readonly path: string;
  readonly body: Body;
  /** The path with its item's id as a name. */
  readonly name: string;
}

/** What is wrong with which field, as `field RULE`. */
export const errorsOf = ({ problem }: Answer<unknown>): readonly string[] =>
  problem.errors?.map(({ field, rule }) => `${field} ${rule}`) ?? [];

/** An application that says everything there is to say. */
export const longWish = () => ({
  ...applicationBody(
    PLACE,
    [
      demand('VOCs', '0.5', {
        components: { organised: '0.25', fugitive: '0.25' },
        baseline: { basis: 'REACCOUNTED', amount: '0.125', recordNo: '示例归真〔2026〕4号' },
        statedIncrement: '0.375',
      }),
    ],
    { project: { sei: { determinationNo: '示例战新认〔2026〕8号' }, priorityClass: 'SEI' } },
  ),
  pools: [POOL],
  effectiveOn: '2026-11-20',
  rulingNo: '示例总量领〔2026〕6号',
  eiaDocument: 'REPORT',
});

/** Brings items to every step, so that each route has a write waiting that would be accepted. */
const prepare = async (journey: Journey): Promise<readonly Route[]> => {
  const amounts = { COD: '6' };
  const reduction = await journey.file(PLACE, { COD: '60' });
  const filed = () => journey.claim(reduction, amounts);
  const reviewer = await journey.reviewer(PLACE);
  const fresh = await filed();
  const returned = await filed();
  const sentBack = { decision: 'RETURN', opinion: '请更正数量。' };
  bodyOf(await reviewer.post(`/deposits/${returned.id}/first-review`, sentBack), 200);
  const reviewed = await filed();
  bodyOf(await reviewer.post(`/deposits/${reviewed.id}/first-review`, PASS), 200);
  const examined = await filed();
  await journey.examine(examined.id, PLACE, amounts);

  const small = (pools: readonly string[], effectiveOn?: string) =>
    applicationBody(PLACE, [demand('COD', '0.5')], {
      pools,
      ...(effectiveOn !== undefined && { effectiveOn }),
    });
  const waiting = await journey.apply(small([POOL]));
  const ofCity = await journey.apply(small([CITY_POOL], '2026-07-15'));
  await journey.hold(ofCity.id, PLACE);
  const held = await journey.apply(small([POOL]));
  await journey.hold(held.id, PLACE);
  const granted = await journey.draw(small([POOL]));
  const opinion = { decision: 'PASS', opinion: '同意' };
  const lines = linesOf({ COD: '5' });

  const drafts: readonly NewRoute[] = [
    [
      'leading-group@320500',
      '/policies',
      { key: 'deposit.deadline', value: 1, effectiveFrom: '2026-01-01', decisionNo: '示例〔2026〕1号' },
    ],
    [`county-clerk@${PLACE}`, '/reductions', { ...reductionBody(PLACE, { COD: '1' }), coBenefitTCO2e: '3' }],
    [
      'office@320500',
      `/reductions/${reduction.id}/uses`,
      { use: 'TASK', reference: '示例〔2026〕2号', lines },
    ],
    [`county-clerk@${PLACE}`, '/deposits', { reductionId: reduction.id, lines, lateReason: '迟报。' }],
    [`county-clerk@${PLACE}`, `/deposits/${returned.id}/amendment`, { lines, lateReason: '迟报。' }],
    [`county-reviewer@${PLACE}`, `/deposits/${fresh.id}/first-review`, opinion],
    [
      'inspector@320500',
      `/deposits/${reviewed.id}/site-verification`,
      { result: 'PASS', opinion: '属实', inspectionId: 'i-1', evidence: reductionBody(PLACE, {}).evidence },
    ],
    ['element-water@320500', `/deposits/${reviewed.id}/element-review`, { medium: 'WATER', ...opinion }],
    [
      'office@320500',
      `/deposits/${examined.id}/approval`,
      { ...opinion, provincialTake: linesOf({ COD: '1' }), provincialDocumentNo: '示例〔2026〕3号' },
    ],
    [`county-clerk@${PLACE}`, '/demands/assess', longWish()],
    [`county-clerk@${PLACE}`, '/withdrawals', longWish()],
    [`county-clerk@${PLACE}`, `/withdrawals/${waiting.id}/amendment`, { lines: longWish().lines }],
    [`county-reviewer@${PLACE}`, `/withdrawals/${waiting.id}/first-review`, opinion],
    ['element-water@320500', `/withdrawals/${ofCity.id}/element-review`, { medium: 'WATER', ...opinion }],
    [
      `county-approver@${PLACE}`,
      `/withdrawals/${held.id}/approval`,
      { ...opinion, documentNo: '示例〔2026〕5号' },
    ],
    [`county-approver@${PLACE}`, `/withdrawals/${granted.id}/release`, { reason: '项目取消。' }],
    [
      `county-approver@${PLACE}`,
      `/withdrawals/${granted.id}/registration`,
      { eiaApprovalNo: '示例〔2026〕6号', approvedOn: '2026-11-20' },
    ],
  ];
  return Promise.all(
    drafts.map(async ([who, path, body]) => ({
      who: await journey.offices.officer(who),
      path,
      body: body as Body,
      name: path.replace(/^(\/\w+\/)[\w-]+(\/.+)$/, '$1{id}$2'),
    })),
  );
};

/** A trial: no key needed, nothing written; assessing is one by nature. */
export const trial = ({ who, path }: Route, body: object): Promise<Answer> =>
  path === '/demands/assess' ? who.post(path, body) : who.dryRun(path, body);

/** A body sent as it stands. */
export const json = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') => ({
  method: 'POST',
  body,
  headers: { 'content-type': type, 'idempotency-key': randomUUID() },
});

/** One service with a write waiting at every step, which the tests around share. */
export class Writes {
  private constructor(
    readonly service: TestService,
    readonly journey: Journey,
    readonly routes: readonly Route[],
  ) {}

  static async on(service: TestService): Promise<Writes> {
    const journey = new Journey(service.offices);
    return new Writes(service, journey, await prepare(journey));
  }

  head(): Promise<number> {
    return this.service.offices.head();
  }

  /** Does something that must leave the log as it was. */
  async writingNothing<T>(work: () => Promise<T>): Promise<T> {
    const before = await this.head();
    const result = await work();
    expect(await this.head()).toBe(before);
    return result;
  }

  routeOf(name: string): Route {
    return must(
      this.routes.find((route) => route.name === name),
      name,
    );
  }
}

/** Tests of one kind, on the service that stands when they run. */
export type Part = (at: () => Writes) => void;
