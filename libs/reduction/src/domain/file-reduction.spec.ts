import { sha256Hex } from '#kernel';
import { MEASURES, MRV_FLAGS, type Measure, type MrvFlag, type ReductionFiled } from '#contract/reduction';
import type { PolicyAdopted } from '#contract/policy';
import { given, officer } from '../../../../test/support/given.js';
import { sampleReduction, verified, withReduction } from '../../../../test/support/samples.js';
import { fileReduction } from './file-reduction.decider.js';
import { reductionIdOf } from './identity.js';

const clerk = officer('county-clerk', '320583');
const elsewhere = officer('county-clerk', '320509');
const mrv = (...flags: readonly MrvFlag[]) =>
  Object.fromEntries(MRV_FLAGS.map((flag) => [flag, flags.includes(flag)])) as Record<MrvFlag, boolean>;
const adopted = (key: string, value: PolicyAdopted['data']['value']) => ({
  policy: [
    {
      type: 'PolicyAdopted',
      data: { key, version: 1, value, effectiveFrom: '2025-12-31T16:00:00.000Z', decisionNo: '示例1号' },
    },
  ],
});
const file = (changes: Parameters<typeof sampleReduction>[0] = {}, history = {}) =>
  given(history).when(fileReduction, sampleReduction(changes), { actor: clerk });

describe('filing a reduction', () => {
  it('writes the filing under its identity and leaves a mark per evidence file and facility', () => {
    const id = reductionIdOf(sampleReduction());
    file().thenEvents((events) => {
      expect(events.map(({ stream, type }) => [stream.replace(/[0-9a-f]{20}/, '…'), type])).toEqual([
        ['reduction-…', 'ReductionFiled'],
        ['mark-…', 'ReductionMarked'],
        ['mark-…', 'ReductionMarked'],
      ]);
      expect(events[0]).toMatchObject({
        stream: `reduction-${id}`,
        data: { reductionId: id, filedOn: '2026-03-02', similar: [], place: '320583' },
      });
    });
  });

  it('answers with the reduction, all of it left', () => {
    file().thenAnswers({
      id: reductionIdOf(sampleReduction()),
      place: '320583',
      status: 'FILED',
      filedBy: 'county-clerk@320583',
      filedOn: '2026-03-02',
      lines: [
        {
          pollutant: 'COD',
          verified: '100',
          permittedLimit: null,
          creditable: '100',
          uses: { TASK: '0', PROJECT: '0', POOL: '0', TRADE: '0', IN_HOUSE: '0' },
          left: '100',
        },
      ],
    });
  });

  it('cites the policies it was decided under', () => {
    const policies = [
      'deposit.eligibleFrom@0',
      'credit.mrvWords@0',
      'reduction.identity@0',
      'reduction.creditable@0',
    ];
    file().thenEvents(([filed]) => expect(filed?.data).toMatchObject({ policies }));
  });

  it('asks a unit under simplified management for the quota its permit copy names (第十四条)', () => {
    const lines = [verified('COD', '5')];
    file({ permitManagement: 'SIMPLIFIED', lines }).thenRefused('PERMIT_WITHOUT_QUOTA', { missing: ['COD'] });
    const named = lines.map((line) => ({ ...line, permittedLimit: line.verified }));
    file({ permitManagement: 'SIMPLIFIED', lines: named }).thenAnswers({ permitManagement: 'SIMPLIFIED' });
    file({ permitManagement: 'KEY', lines }).thenAccepted();
  });

  describe('of government works that several areas share (rulebook 1.6)', () => {
    type Percents = readonly (readonly [place: string, percent: string])[];
    const shared = (percents: Percents, measure: Measure = 'TOWN_SEWAGE') =>
      file({ measure, apportionment: percents.map(([place, percent]) => ({ place, percent })) });

    it('records and shows whose share is how large', () => {
      const apportionment = [
        { place: '320583', percent: '66.6' },
        { place: 'park-kunshan-dev', percent: '33.3' },
        { place: '320509', percent: '0.1' },
      ];
      file({ measure: 'TOWN_SEWAGE', apportionment }).thenAnswers({ apportionment });
      file().thenAnswers({ apportionment: null });
    });

    it.each<[string, string, Percents]>([
      [
        'less than all of it',
        'sumsTo100',
        [
          ['320583', '60'],
          ['320509', '39.999999999'],
        ],
      ],
      [
        'more than all of it',
        'sumsTo100',
        [
          ['320583', '60'],
          ['320509', '40.000000001'],
        ],
      ],
      [
        'nothing for one',
        'sumsTo100',
        [
          ['320583', '100'],
          ['320509', '0'],
        ],
      ],
      [
        'without the filing area',
        'areas',
        [
          ['320581', '60'],
          ['320509', '40'],
        ],
      ],
      [
        'with the city itself',
        'areas',
        [
          ['320583', '60'],
          ['320500', '40'],
        ],
      ],
    ])('refuses shares: %s', (_, rule, percents) => {
      const { errors } = shared(percents).thenRefused('INVALID_MEANING');
      expect(errors).toMatchObject([{ field: 'apportionment', rule }]);
    });

    it.each<Measure>(['DEEP_TREATMENT', 'PARK_AWARD'])('refuses shares of %s', (measure) => {
      const { errors } = shared(
        [
          ['320583', '60'],
          ['320509', '40'],
        ],
        measure,
      ).thenRefused('INVALID_MEANING');
      expect(errors).toMatchObject([{ field: 'apportionment', rule: 'governmentWorks' }]);
    });
  });

  it('refuses a place the clerk does not answer for, and says nothing else about it', () => {
    const outcome = given().when(fileReduction, sampleReduction(), { actor: elsewhere });
    expect(outcome.thenRefused('FORBIDDEN_PLACE', { place: '320583' }).rules).toHaveLength(1);
  });

  it.each([
    ['formedOn', { formedOn: '2026-03-03' }],
    ['permitChangedOn', { permitChangedOn: '2026-03-03' }],
    ['unit.uscc', { unit: { uscc: null, name: '示例' } }],
    ['lines', { lines: [verified('COD', '0'), verified('TP', '0')] }],
  ])('refuses what cannot be true of %s', (field, changes) => {
    expect(file(changes).thenRefused('INVALID_MEANING').errors).toEqual([expect.objectContaining({ field })]);
  });

  it('refuses a city as the place of a reduction', () => {
    const office = officer('office', '320500');
    const outcome = given().when(fileReduction, sampleReduction({ place: '320500' }), { actor: office });
    expect(outcome.thenRefused('INVALID_MEANING').errors).toEqual([
      expect.objectContaining({ field: 'place' }),
    ]);
  });

  it('names every impossible field at once', () => {
    const errors = file({ formedOn: '2027-01-01', permitChangedOn: '2027-01-01' }).thenRefused(
      'INVALID_MEANING',
    ).errors;
    expect(errors).toHaveLength(2);
  });
});

describe('identity of a reduction (A33)', () => {
  const { ledger, reductionId } = withReduction();

  it('scenario 5: a second county meets the first filing and is told of it', () => {
    const again = sampleReduction({
      place: '320509',
      evidence: [],
      lines: [verified('TP', '1')],
      formedOn: '2025-02-01',
      permitNo: ' 91320583ma1dem0013001v ',
      facility: '２#喷涂线',
    });
    ledger.when(fileReduction, again, { actor: elsewhere }).thenRefused('REDUCTION_ALREADY_FILED', {
      reductionId,
      place: '320583',
      filedOn: '2026-03-02',
    });
  });

  it('the same county is refused too', () => {
    ledger.when(fileReduction, sampleReduction(), { actor: clerk }).thenRefused('REDUCTION_ALREADY_FILED');
  });

  it.each([
    ['facility', { facility: '3# 喷涂线' }],
    ['measure', { measure: 'UNIT_CLOSURE' as Measure }],
    ['formation year', { formedOn: '2024-11-20' }],
    ['permit', { permitNo: '91320583MA1DEM0013002V' }],
  ])('another %s is another reduction', (_, changes) => {
    expect(reductionIdOf(sampleReduction(changes))).not.toBe(reductionId);
    ledger.when(fileReduction, sampleReduction(changes), { actor: clerk }).thenAccepted();
  });

  it('without a permit the unit identifies it, without a unit the place', () => {
    const unit = { uscc: null, name: '昆山市水务局' };
    const byUnit = reductionIdOf(sampleReduction({ permitNo: null }));
    const byPlace = reductionIdOf(sampleReduction({ permitNo: null, unit, measure: 'TOWN_SEWAGE' }));
    const byOtherPlace = reductionIdOf(
      sampleReduction({ permitNo: null, unit, measure: 'TOWN_SEWAGE', place: '320509' }),
    );
    expect(new Set([reductionId, byUnit, byPlace, byOtherPlace]).size).toBe(4);
    file({ permitNo: null, unit, measure: 'TOWN_SEWAGE' }).thenAccepted();
  });

  it('no choice of texts makes two identities one', () => {
    const shifted = { permitNo: '91320583MA1DEM0013001', facility: 'V2# 喷涂线' };
    expect(reductionIdOf(sampleReduction(shifted))).not.toBe(reductionId);
  });
});

describe('look-alikes (A33)', () => {
  const { ledger, reductionId } = withReduction();
  const unit = { uscc: '91320509MA1DEM0021', name: '示例吴江印染有限公司' };
  const sameEvidence = sampleReduction({ place: '320509', unit, permitNo: null });
  const sameFacility = sampleReduction({ permitNo: null, evidence: [] });

  it('the same evidence under another key is filed with a warning', () => {
    const outcome = ledger.when(fileReduction, sameEvidence, { actor: elsewhere });
    outcome.thenAnswers({ similar: [{ reductionId, place: '320583', reason: 'SAME_EVIDENCE' }] });
    expect(outcome.rules).toContainEqual(
      expect.objectContaining({
        code: 'SIMILAR_REDUCTION',
        outcome: 'PASS',
        inputs: { similar: [reductionId] },
      }),
    );
  });

  it('the same unit and facility under another key is filed with a warning', () => {
    const similar = [{ reductionId, place: '320583', reason: 'SAME_UNIT_AND_FACILITY' }];
    ledger.when(fileReduction, sameFacility, { actor: clerk }).thenAnswers({ similar });
  });

  it('names each look-alike once however much is shared', () => {
    const outcome = ledger.when(fileReduction, sampleReduction({ permitNo: null }), { actor: clerk });
    const rule = outcome.rules.find(({ code }) => code === 'SIMILAR_REDUCTION');
    expect(rule?.inputs).toEqual({ similar: [reductionId] });
  });

  it('keeps one line per look-alike and reason', () => {
    const evidence = ['一', '二'].map((name) => ({ name, sha256: sha256Hex(name) }));
    const first = withReduction({ evidence });
    const outcome = first.ledger.when(fileReduction, sampleReduction({ permitNo: null, evidence }), {
      actor: clerk,
    });
    const place = '320583';
    outcome.thenEvents(([filed]) =>
      expect((filed?.data as ReductionFiled['data'] | undefined)?.similar).toEqual([
        { reductionId: first.reductionId, place, reason: 'SAME_EVIDENCE' },
        { reductionId: first.reductionId, place, reason: 'SAME_UNIT_AND_FACILITY' },
      ]),
    );
  });

  it('is refused where a decision says BLOCK', () => {
    const { ledger: strict } = withReduction({}, given(adopted('reduction.identity', 'BLOCK')));
    const refusal = strict
      .when(fileReduction, sameFacility, { actor: clerk })
      .thenRefused('SIMILAR_REDUCTION');
    expect(refusal.params).toEqual({ similar: [reductionId] });
  });

  it('stops marking once a file is known well enough', () => {
    let many = ledger;
    for (let number = 0; number < 12; number += 1) {
      many = withReduction({ facility: `${number}# 线` }, many).ledger;
    }
    const outcome = many.when(fileReduction, sampleReduction({ facility: '末' }), { actor: clerk });
    expect(outcome.rules.find(({ code }) => code === 'SIMILAR_REDUCTION')?.inputs['similar']).toHaveLength(
      10,
    );
    outcome.thenEvents((events) =>
      expect(events.filter(({ type }) => type === 'ReductionMarked')).toHaveLength(1),
    );
  });
});

describe('what may be filed', () => {
  it.each([
    ['2020-12-31', 'refused'],
    ['2021-01-01', 'accepted'],
  ])('formed on %s is %s (A31)', (formedOn, verdict) => {
    const outcome = file({ formedOn });
    if (verdict === 'accepted') outcome.thenAccepted();
    else outcome.thenRefused('FORMED_TOO_EARLY', { formedOn, eligibleFrom: '2021-01-01' });
  });

  it('takes the formation date a decision sets', () => {
    file({}, adopted('deposit.eligibleFrom', '2026-01-01')).thenRefused('FORMED_TOO_EARLY', {
      eligibleFrom: '2026-01-01',
    });
  });

  const articles: readonly {
    readonly says: string;
    readonly measure: Measure;
    readonly limit: string | null;
    readonly flags: readonly MrvFlag[];
    readonly missing: readonly MrvFlag[];
  }[] = [
    {
      says: 'a limit on every line needs none',
      measure: 'DEEP_TREATMENT',
      limit: '50',
      flags: [],
      missing: [],
    },
    {
      says: 'without a limit: monitorable, reportable, verifiable',
      measure: 'DEEP_TREATMENT',
      limit: null,
      flags: ['countable'],
      missing: ['monitorable', 'reportable', 'verifiable'],
    },
    {
      says: 'countable does not replace reportable for a unit',
      measure: 'DEEP_TREATMENT',
      limit: null,
      flags: ['monitorable', 'countable', 'verifiable'],
      missing: ['reportable'],
    },
    {
      says: 'expansion works need countable, with or without a limit',
      measure: 'TOWN_SEWAGE',
      limit: '50',
      flags: ['monitorable', 'reportable', 'verifiable'],
      missing: ['countable'],
    },
    {
      says: 'expansion works do not need reportable',
      measure: 'ECO_BUFFER',
      limit: null,
      flags: ['monitorable', 'countable', 'verifiable'],
      missing: [],
    },
  ];
  it.each(articles)(
    'monitoring, reporting, verification: $says (A39)',
    ({ measure, limit, flags, missing }) => {
      const outcome = file({ measure, mrv: mrv(...flags), lines: [verified('COD', '100', limit)] });
      if (missing.length === 0) outcome.thenAccepted();
      else outcome.thenRefused('MRV_INCOMPLETE', { missing });
    },
  );

  it('one line without a limit is enough to need the flags', () => {
    const lines = [verified('COD', '100', '50'), verified('TP', '1')];
    file({ lines, mrv: mrv() }).thenRefused('MRV_INCOMPLETE');
  });

  it('asks for all four flags where a decision says so', () => {
    const all = adopted('credit.mrvWords', 'ALL_FOUR');
    file({ lines: [verified('COD', '1', '1')], mrv: mrv('monitorable') }, all).thenRefused('MRV_INCOMPLETE', {
      missing: ['reportable', 'countable', 'verifiable'],
    });
  });

  it.each(MEASURES)('every measure may be filed: %s', (measure) => {
    file({ measure }).thenAccepted();
  });

  it.each([
    ['2.438', '0.418', '0.418'],
    ['0.3', '0.418', '0.3'],
    ['2.438', null, '2.438'],
  ])('%s verified under a limit of %s gives %s (A34)', (amount, limit, creditable) => {
    file({ lines: [verified('VOCs', amount, limit)] }).thenAnswers({
      lines: [{ creditable, left: creditable }],
    });
  });

  it('takes the guide’s result uncapped where a decision says so', () => {
    const uncapped = adopted('reduction.creditable', 'GUIDE_RESULT');
    file({ lines: [verified('VOCs', '2.438', '0.418')] }, uncapped).thenAnswers({
      lines: [{ creditable: '2.438' }],
    });
  });

  it('lists every ground at once', () => {
    const refusal = file({ formedOn: '2020-01-01', mrv: mrv() }).thenRefused('FORMED_TOO_EARLY');
    const failed = refusal.rules.filter(({ outcome }) => outcome === 'FAIL').map(({ code }) => code);
    expect(failed).toEqual(['FORMED_TOO_EARLY', 'MRV_INCOMPLETE']);
  });
});
