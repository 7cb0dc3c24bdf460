import { dateAt, placeOf, PLACES, startOf } from '#kernel';
import { obligationStatus } from '#libs/obligation';
import { policyEntry, type PolicyKey } from '#libs/policy';
import type { Desk } from './desk.js';
import { clerksAt, holdersOf, othersThan, stepDue, task, type Task } from './task.js';

/** 待决定的作废建议：by the lead, who did not propose it (第二十一条). */
export const voidTasks = (desk: Desk): readonly Task[] =>
  desk.voids.flatMap(({ state: { status, proposal, duties }, since }) => {
    if (status !== 'PROPOSED' || proposal === null) return [];
    const { lotId: id, place } = proposal;
    return [
      task('VOID_DECISION', {
        subject: { type: 'lot', id, place, name: `${placeOf(place).name} ${id}`, path: `/lots/${id}/chain` },
        doers: holdersOf(['bureau-lead'], place, othersThan('VOID_DECISION', duties)),
        since,
        due: stepDue(since, desk.policiesAt(since)),
      }),
    ];
  });

/** 无量审批：followed up by the office until a voucher covers the approval (第二十一条). */
export const findingTasks = (desk: Desk): readonly Task[] =>
  desk.approvals.flatMap(({ finding, approvalNo, place, projectCode }) => {
    if (finding?.status !== 'OPEN') return [];
    const since = startOf(finding.foundOn);
    return [
      task('FINDING_FOLLOW_UP', {
        subject: {
          type: 'finding',
          id: finding.findingId,
          place,
          name: [approvalNo, projectCode].filter(Boolean).join(' '),
          path: `/findings?place=${place}`,
        },
        doers: holdersOf(['office'], place),
        since,
        due: stepDue(since, desk.policiesAt(since)),
      }),
    ];
  });

/** 检查发现的问题：closed by a document, within its term where it has one (第二十一条). */
export const inspectionFindingTasks = (desk: Desk): readonly Task[] =>
  desk.inspected.flatMap(({ findingId: id, place, facts, status, foundOn, dueOn }) => {
    if (status !== 'OPEN') return [];
    const since = startOf(foundOn);
    const name = `${placeOf(place).name} ${facts}`;
    return [
      task('INSPECTION_FINDING', {
        subject: { type: 'finding', id, place, name, path: `/findings?place=${place}` },
        doers: holdersOf(['inspector', 'office'], place),
        since,
        due: dueOn === null ? stepDue(since, desk.policiesAt(since)) : { on: dueOn, policy: null },
      }),
    ];
  });

/** 后续收储扣除：the locality knows what its next deposits will pay (第二十一条). */
export const obligationTasks = (desk: Desk): readonly Task[] =>
  desk.obligations
    .filter(({ debt }) => obligationStatus(debt) !== 'MET')
    .map(({ debt: { id, place, pollutant }, since }) =>
      task('OBLIGATION_OPEN', {
        subject: {
          type: 'obligation',
          id,
          place,
          name: `${placeOf(place).name} ${pollutant}`,
          path: `/obligations?place=${place}`,
        },
        doers: clerksAt(place),
        since,
        due: { on: null, policy: null },
      }),
    );

const CITIES = PLACES.filter(({ kind }) => kind === 'CITY');

/** 政策即将生效：adopted for a day to come, for the office to know (第二十二条). */
export const policyTasks = (desk: Desk): readonly Task[] =>
  Object.entries(desk.policyState.adoptions).flatMap(([key, adoptions]) =>
    adoptions
      .filter(({ effectiveFrom }) => effectiveFrom > desk.at)
      .flatMap(({ version, effectiveFrom, decisionNo, recordedAt: since }) =>
        CITIES.map(({ code }) => {
          const words = policyEntry(key as PolicyKey);
          return task('POLICY_PENDING', {
            subject: {
              type: 'policy',
              id: `${key}@${version}`,
              place: code,
              name: `${words.zh} ${decisionNo}`,
              path: '/policies',
            },
            doers: holdersOf(['office'], code),
            since,
            due: { on: dateAt(effectiveFrom), policy: key as PolicyKey },
          });
        }),
      ),
  );
