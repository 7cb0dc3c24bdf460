import type { CivilDate } from '#kernel';
import { eiaFold, importEiaApprovals } from '#libs/eia';
import { proposeVoid, voidLot } from '#libs/voiding';
import { given, officer, type Given } from '../../../../test/support/given.js';
import { withReduction } from '../../../../test/support/samples.js';
import { OFFICE, project, t } from '../../../../test/support/withdrawal.js';
import { recordAccountability, type RecordAccountability } from './record-accountability.decider.js';
import { withdrawAccountability } from './withdraw-accountability.decider.js';

const PLACE = '320583';
const LEAD = officer('bureau-lead', '320500');
const record = (differing: Partial<RecordAccountability>): RecordAccountability => ({
  place: PLACE,
  violation: 'UNBACKED_APPROVAL',
  reference: 'import-1-1',
  accountable: '示例审批处室',
  authority: '示例市生态环境局',
  documentNo: '示例问责〔2026〕3号',
  decidedOn: '2026-03-01' as CivilDate,
  measure: '通报批评',
  ...differing,
});
const recording = (ledger: Given, differing: Partial<RecordAccountability> = {}, actor = LEAD) =>
  ledger.when(recordAccountability, record(differing), { actor, id: 'record-1' });

const found = (): Given => {
  const approval = {
    approvalNo: '示例昆环建〔2026〕0117号',
    approvedOn: '2026-03-01' as CivilDate,
    projectCode: project().code,
    place: PLACE,
    lines: [{ pollutant: 'VOCs', amount: t('2') }],
  } as const;
  const ledger = given()
    .when(importEiaApprovals, { items: [approval] }, { actor: OFFICE, id: 'import-1' })
    .thenAccepted();
  expect(ledger.state(eiaFold, PLACE).approvals.size).toBe(1);
  return ledger;
};

/** An award of the park that an inspector found to be false. */
const voided = (): Given => {
  const award = { awardId: 'park-kunshan-dev-2025', park: 'park-kunshan-dev', year: 2025, lotId: 'x' };
  const computed = { ...award, lines: [], dueOn: '2026-03-31', late: false, policies: [] };
  const evidence = [{ name: '示例.pdf', sha256: '0'.repeat(64) }];
  const reason = '示例：数据不实';
  const lotId = award.awardId;
  return given({
    [`award-${lotId}`]: [
      { type: 'AwardComputed', data: computed },
      { type: 'AwardConfirmed', data: { ...award, documentNo: '示例' } },
    ],
  })
    .when(proposeVoid, { lotId, reason, evidence }, { actor: officer('inspector', '320500') })
    .thenAccepted()
    .when(voidLot, { lotId, reason, decisionNo: '示例〔2026〕7号', evidence }, { actor: LEAD })
    .thenAccepted();
};

describe('问责记录 (第二十一条)', () => {
  it('names the violation, who answers for it and by whose document, and is recognised', () => {
    recording(found()).thenAnswers({
      id: 'record-1',
      place: PLACE,
      status: 'RECOGNISED',
      violation: 'UNBACKED_APPROVAL',
      reference: 'import-1-1',
      documentNo: '示例问责〔2026〕3号',
      recordedBy: LEAD.id,
      withdrawal: null,
    });
  });

  it('rests on a violation of this place that is on record', () => {
    const park = { place: 'park-kunshan-dev', violation: 'FALSE_REPORT' } as const;
    const lot = { ...park, reference: 'park-kunshan-dev-2025' };
    recording(voided(), lot).thenAccepted();
    recording(voided(), { ...lot, place: PLACE }).thenRefused('ACCOUNTABILITY_GROUND', { place: PLACE });
    recording(voided(), { ...lot, reference: 'lot-nothing' }).thenRefused('ACCOUNTABILITY_GROUND');
    const { ledger, reductionId: reference } = withReduction();
    recording(ledger, { violation: 'DOUBLE_USE', reference, place: '320585' }).thenAccepted();
    recording(ledger, { violation: 'DOUBLE_USE', reference: 'r-0' }).thenRefused('ACCOUNTABILITY_GROUND');
    recording(found(), { place: '320585' }).thenRefused('ACCOUNTABILITY_GROUND');
    recording(found(), { violation: 'FALSE_REPORT' }).thenRefused('ACCOUNTABILITY_GROUND');
  });

  it('is kept by those who answer for the place, and not before it was decided', () => {
    recording(found(), {}, officer('office', '320585')).thenRefused('FORBIDDEN_PLACE');
    recording(found(), { decidedOn: '2026-03-03' as CivilDate }).thenRefused('INVALID_MEANING');
  });

  it('is recognised no longer once it was revoked, and only once', () => {
    const revoking = {
      id: 'record-1',
      place: PLACE,
      documentNo: '示例复议〔2026〕1号',
      reason: '复议撤销',
    };
    const revoked = recording(found())
      .thenAccepted()
      .when(withdrawAccountability, revoking, { actor: OFFICE })
      .thenAnswers({
        status: 'WITHDRAWN',
        measure: '通报批评',
        withdrawal: { documentNo: '示例复议〔2026〕1号', by: OFFICE.id },
      });
    revoked.when(withdrawAccountability, revoking, { actor: OFFICE }).thenRefused('WRONG_STATE');
    found().when(withdrawAccountability, revoking, { actor: OFFICE }).thenRefused('NOT_FOUND');
    const stranger = officer('office', '320585');
    recording(found())
      .thenAccepted()
      .when(withdrawAccountability, revoking, { actor: stranger })
      .thenRefused('FORBIDDEN_PLACE');
  });
});
