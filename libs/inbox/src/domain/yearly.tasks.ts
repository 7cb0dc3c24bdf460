import { placeOf, startOf, yearOf, type CivilDate, type Instant, type Role } from '#kernel';
import {
  awardDue,
  awardMayCome,
  carryEnds,
  judgementDue,
  parkYearOf,
  targetsDue,
  type Assessment,
} from '#libs/standing';
import { targetsName } from './dated.js';
import { PARKS, type Desk, type StandingOnDesk } from './desk.js';
import { holdersOf, task, type Doers, type Subject, type Task } from './task.js';

/** The monitors judge quality, the element divisions the task; one draft holds both. */
const JUDGES: readonly Role[] = ['monitoring', 'element-water', 'element-air'];

const janFirst = (year: number): Instant => startOf(`${year}-01-01` as CivilDate);
/** 第十条、第十五条：parks by their own deadline, other places while the year before may be carried. */
const judgedBy = (place: string, year: number): CivilDate =>
  placeOf(place).kind === 'PARK' ? judgementDue(year) : carryEnds(year + 1);

const draftsOf = ({ state }: StandingOnDesk): readonly Assessment[] =>
  [...state.assessments.values()].filter(({ status }) => status === 'DRAFT');

const yearOfPlace = (place: string, year: number, path: string): Subject => ({
  type: placeOf(place).kind === 'PARK' ? 'park' : 'place',
  id: `${place} ${year}`,
  place,
  name: `${placeOf(place).name} ${year}`,
  path,
});

/** 第十条、第十五条：every county by 31 March (policy A3), every park by 31 January, unless a draft is there. */
const undrafted = (desk: Desk, [place, standing]: readonly [string, StandingOnDesk]): readonly Task[] => {
  const year = yearOf(desk.today) - 1;
  const { kind } = placeOf(place);
  const drafted = draftsOf(standing).some((draft) => draft.year === year);
  if ((kind !== 'COUNTY' && kind !== 'PARK') || drafted || standing.state.verdicts.has(year)) return [];
  const parts = {
    subject: yearOfPlace(place, year, `/standing/${place}`),
    doers: holdersOf(JUDGES, place),
    since: janFirst(year + 1),
  };
  const on = judgedBy(place, year);
  return kind === 'PARK'
    ? [task('PARK_JUDGEMENT', { ...parts, due: { on, policy: null } })]
    : [task('ASSESSMENT_DRAFT', { ...parts, due: { on, policy: 'linkage.pendingYear' } })];
};

const unpublished = (desk: Desk, { dates, ...standing }: StandingOnDesk): readonly Task[] =>
  draftsOf({ dates, ...standing }).map(({ id, place, year, recordedBy }) => {
    const name = `${placeOf(place).name} ${year}`;
    const on = judgedBy(place, year);
    return task('ASSESSMENT_PUBLICATION', {
      subject: { type: 'assessment', id, place, name, path: `/assessments/${id}` },
      doers: holdersOf(['leading-group'], place, recordedBy === null ? [] : [recordedBy]),
      since: dates.get(id) ?? desk.at,
      due: { on, policy: placeOf(place).kind === 'PARK' ? null : 'linkage.pendingYear' },
    });
  });

/** 年度考核：what is to be drafted and what is to be published. */
export const assessmentTasks = (desk: Desk): readonly Task[] =>
  [...desk.standings].flatMap(([place, standing]) => [
    ...undrafted(desk, [place, standing]),
    ...unpublished(desk, standing),
  ]);

/** 园区年度目标：set by the office, then consented to by the province, by the end of February (第十五条). */
const targetTasks = (desk: Desk, park: string, { state, dates }: StandingOnDesk): readonly Task[] => {
  const year = yearOf(desk.today);
  const due = { on: targetsDue(year), policy: null };
  const subject = yearOfPlace(park, year, `/parks/${park}`);
  const { targets, consentNo, targetsSetBy } = parkYearOf(state, year);
  if (targets.length === 0)
    return [
      task('PARK_TARGETS', { subject, doers: holdersOf(['office'], park), since: janFirst(year), due }),
    ];
  if (consentNo !== null) return [];
  const doers = holdersOf(['province'], park, targetsSetBy === null ? [] : [targetsSetBy]);
  return [
    task('PARK_TARGETS_CONSENT', { subject, doers, since: dates.get(targetsName(year)) ?? desk.at, due }),
  ];
};

/** 奖励额度：computed by 31 March for a park that passed its year (第十八条); its figures belong to computing it. */
const awardTasks = (desk: Desk, park: string, { state }: StandingOnDesk): readonly Task[] => {
  const year = yearOf(desk.today) - 1;
  const computed = desk.awards.some(({ state: { award } }) => award?.park === park && award.year === year);
  if (computed || !awardMayCome(state, year)) return [];
  const subject = yearOfPlace(park, year, `/parks/${park}`);
  const due = { on: awardDue(year), policy: null };
  return [
    task('PARK_AWARD', { subject, doers: holdersOf(['office'], park), since: janFirst(year + 1), due }),
  ];
};

const confirmations = (desk: Desk): readonly Task[] =>
  desk.awards.flatMap(({ state: { status, award, computedBy }, moved }) => {
    if (status !== 'COMPUTED' || award === null) return [];
    const { awardId: id, park, year, dueOn: on } = award;
    const name = `${placeOf(park).name} ${year}`;
    const doers: Doers = holdersOf(['province'], park, computedBy === null ? [] : [computedBy]);
    const subject = { type: 'award', id, place: park, name, path: `/parks/${park}` };
    return [task('AWARD_CONFIRMATION', { subject, doers, since: moved, due: { on, policy: null } })];
  });

/** 限值限量园区：yearly targets and awards (第十五条、第十八条). */
export const parkTasks = (desk: Desk): readonly Task[] => [
  ...PARKS.flatMap(({ code }) => {
    const standing = desk.standings.get(code);
    return standing ? [...targetTasks(desk, code, standing), ...awardTasks(desk, code, standing)] : [];
  }),
  ...confirmations(desk),
];
