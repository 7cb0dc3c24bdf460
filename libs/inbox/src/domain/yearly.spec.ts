import type { ParkLine } from '#contract/standing';
import { PLACES, type Actor } from '#kernel';
import {
  computeAward,
  confirmAward,
  consentParkTarget,
  publishAssessment,
  recordAssessment,
  setParkActual,
  setParkAllowed,
  setParkTarget,
} from '#libs/standing';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { deskAt, seenBy, waiting } from '../../../../test/support/inbox.js';
import { t } from '../../../../test/support/withdrawal.js';

const monitoring = officer('monitoring', '320500');
const group = officer('leading-group', '320500');
const office = officer('office', '320500');
const province = officer('province', '320000');
const PARK = 'park-kunshan-dev';
const DAY = '2026-01-20';
const MET = { quality: { water: 'MET', air: 'MET' }, taskDone: true } as const;

const drafted = (place: string, ledger = given(), actor: Actor = monitoring): Given =>
  ledger
    .when(recordAssessment, { place, year: 2025, ...MET }, { actor, at: DAY, id: `a-${place}` })
    .thenAccepted();
const published = (place: string, ledger = given()): Given =>
  drafted(place, ledger)
    .when(publishAssessment, { id: `a-${place}`, place }, { actor: group, at: DAY })
    .thenAccepted();
const of = (place: string, ledger: Given, day = DAY): readonly string[] =>
  waiting(deskAt(ledger, day)).filter((one) => one.includes(place) && !one.startsWith('READING'));

describe('the yearly assessment', () => {
  it('is to be drafted for every county by 31 March (A3) and for every park by 31 January (第十五条)', () => {
    const desk = deskAt(given(), DAY);
    const counties = PLACES.filter(({ kind }) => kind === 'COUNTY').map(
      ({ code }) => `ASSESSMENT_DRAFT ${code} 2025 2026-03-31 linkage.pendingYear`,
    );
    const parks = PLACES.filter(({ kind }) => kind === 'PARK').map(
      ({ code }) => `PARK_JUDGEMENT ${code} 2025 2026-01-31`,
    );
    expect(waiting(desk, 'ASSESSMENT_DRAFT', 'PARK_JUDGEMENT')).toEqual([...counties, ...parks]);
    const judges = ['element-water@320500', 'element-air@320500', 'monitoring@320500'];
    expect(seenBy(desk, 'ASSESSMENT_DRAFT')).toEqual(judges);
    expect(seenBy(desk, 'PARK_JUDGEMENT')).toEqual(judges);
  });

  it('drafted, is the leading group’s to publish, but not by who drafted it; published, nobody’s', () => {
    const desk = deskAt(drafted('320583'), DAY);
    expect(of('320583', drafted('320583'))).toEqual([
      'ASSESSMENT_PUBLICATION a-320583 2026-03-31 linkage.pendingYear',
    ]);
    expect(seenBy(desk, 'ASSESSMENT_PUBLICATION')).toEqual(['leading-group@320500']);
    const own = deskAt(drafted('320583', given(), { ...group, roles: ['monitoring'] }), DAY);
    expect(seenBy(own, 'ASSESSMENT_PUBLICATION')).toEqual([]);
    expect(of('320583', published('320583'))).toEqual([]);
    expect(of(PARK, drafted(PARK))).toContain(`ASSESSMENT_PUBLICATION a-${PARK} 2026-01-31`);
  });

  it('of a new year comes up with the year', () => {
    expect(of('320583', published('320583'), '2026-12-31')).toEqual([]);
    expect(of('320583', published('320583'), '2027-01-01')).toEqual([
      'ASSESSMENT_DRAFT 320583 2026 2027-03-31 linkage.pendingYear',
    ]);
  });
});

const target = {
  medium: 'AIR',
  indicator: 'PM2.5',
  value: '28.5',
  unit: 'µg/m³',
  betterWhen: 'LOWER',
} as const;

describe('a park’s targets', () => {
  const set = (actor = office): Given =>
    published(PARK)
      .when(setParkTarget, { park: PARK, year: 2026, targets: [target] }, { actor, at: '2026-02-10' })
      .thenAccepted();

  it('are the office’s to set by the end of February, then the province’s to consent to (第十五条)', () => {
    const targets = (ledger: Given) =>
      waiting(deskAt(ledger, '2026-02-10'), 'PARK_TARGETS', 'PARK_TARGETS_CONSENT').filter((one) =>
        one.includes(PARK),
      );
    expect(targets(published(PARK))).toEqual([`PARK_TARGETS ${PARK} 2026 2026-02-28`]);
    expect(seenBy(deskAt(published(PARK), DAY), 'PARK_TARGETS')).toEqual(['office@320500']);
    expect(targets(set())).toEqual([`PARK_TARGETS_CONSENT ${PARK} 2026 2026-02-28`]);
    expect(seenBy(deskAt(set(), '2026-02-10'), 'PARK_TARGETS_CONSENT')).toEqual(['province@320000']);
    expect(seenBy(deskAt(set(province), '2026-02-10'), 'PARK_TARGETS_CONSENT')).toEqual([]);
    const consent = { park: PARK, year: 2026, documentNo: '示例' };
    expect(targets(set().when(consentParkTarget, consent, { actor: province }).thenAccepted())).toEqual([]);
  });
});

describe('a park’s award', () => {
  const lines = (amount: string): readonly ParkLine[] => [
    { pollutant: 'COD', amount: t(amount) },
    { pollutant: 'TP', amount: t('1') },
  ];
  const lessPhosphorus = (amount: string): readonly ParkLine[] => [
    { pollutant: 'COD', amount: t(amount) },
    { pollutant: 'TP', amount: t('0.9') },
  ];
  const figures = (allowed: string, actual: string): Given => {
    const of2025 = { park: PARK, year: 2025, basis: '示例' };
    return published(PARK)
      .when(setParkAllowed, { ...of2025, lines: lines(allowed) }, { actor: office })
      .thenAccepted()
      .when(setParkActual, { ...of2025, lines: lines(actual) }, { actor: office })
      .thenAccepted();
  };
  const awards = (ledger: Given): readonly string[] =>
    waiting(deskAt(ledger, '2026-03-20'), 'PARK_AWARD', 'AWARD_CONFIRMATION');
  const computing = { park: PARK, year: 2025 };

  it('is the office’s to compute by 31 March for a park that passed, unless nothing is left to award', () => {
    expect(awards(given())).toEqual([]);
    expect(awards(published(PARK))).toEqual([`PARK_AWARD ${PARK} 2025 2026-03-31`]);
    expect(awards(figures('10', '8'))).toEqual([`PARK_AWARD ${PARK} 2025 2026-03-31`]);
    expect([awards(figures('10', '10')), awards(figures('10', '11'))]).toEqual([[], []]);
    expect(seenBy(deskAt(published(PARK), '2026-03-20'), 'PARK_AWARD')).toEqual(['office@320500']);
  });

  it('is none for a park over its total of one pollutant, whatever it saved of another', () => {
    const mixed = (actual: string) =>
      awards(
        figures('10', '10')
          .when(
            setParkActual,
            { park: PARK, year: 2025, basis: '示例', lines: lessPhosphorus(actual) },
            { actor: office },
          )
          .thenAccepted(),
      );
    expect([mixed('10').length, mixed('11').length]).toEqual([1, 0]);
  });

  it('computed, is the province’s to confirm, but not by who computed it', () => {
    const computed = (actor = office) =>
      figures('10', '8').when(computeAward, computing, { actor, at: '2026-03-19' }).thenAccepted();
    expect(awards(computed())).toEqual([`AWARD_CONFIRMATION ${PARK}-2025 2026-03-31`]);
    const desk = (actor?: Actor) => deskAt(computed(actor), '2026-03-20');
    expect(seenBy(desk(), 'AWARD_CONFIRMATION')).toEqual(['province@320000']);
    expect(seenBy(desk(province), 'AWARD_CONFIRMATION')).toEqual([]);
    expect(waiting(deskAt(computed(), '2028-03-20'), 'AWARD_CONFIRMATION')).toHaveLength(1);
    const confirm = { ...computing, documentNo: '示例' };
    expect(awards(computed().when(confirmAward, confirm, { actor: province }).thenAccepted())).toEqual([]);
  });
});
