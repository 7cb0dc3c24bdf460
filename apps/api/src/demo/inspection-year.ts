import { sha256Hex } from '#kernel';
import {
  INSPECTION_STEPS,
  type InspectionStep,
  type NamedCheckpoint,
  type Severity,
} from '#contract/inspection';
import { idOf, post, type Scene, type Storyteller } from './storyteller.js';

const CITY = '320500';
const PLACE = '320509';
const INSPECTOR = post('inspector', CITY);
/** 联合检查组：the city's inspector leads, a reviewer of the county supports. */
const OFFICERS = [INSPECTOR.id, `county-reviewer@${PLACE}`];

const fileOf = (name: string) => ({ name, sha256: sha256Hex(`示例 检查 ${name}`) });
const LEFT_BEHIND: Readonly<Record<InspectionStep, string>> = {
  SIGN_IN: '定位签到.jpg',
  CREDENTIALS: '亮证告知书.pdf',
  VERIFICATION: '信息核实表.pdf',
  EXAMINATION: '现场照片.zip',
  RECORD: '检查笔录.pdf',
  SIGNATURES: '签名页.pdf',
  ARCHIVE: '电子归档目录.txt',
  COMPLETION: '任务完成单.pdf',
};

const stepsOn = async (
  story: Storyteller,
  day: string,
  { inspectionId, steps }: { readonly inspectionId: string; readonly steps: readonly InspectionStep[] },
): Promise<void> => {
  for (const step of steps) {
    const data = {
      inspectionId,
      step,
      at: null,
      place: PLACE,
      coordinates: { longitude: '120.6410', latitude: '31.1600' },
      officers: OFFICERS,
      file: fileOf(LEFT_BEHIND[step]),
    };
    await story.tell(day, INSPECTOR, { type: 'TakeInspectionStep', data, name: `inspection-${step}` });
  }
};

interface Found {
  readonly name: string;
  readonly severity: Severity;
  readonly facts: string;
  /** What put it right, and the document that says so. */
  readonly closed: { readonly documentNo: string; readonly reason: string };
}
const FOUND: readonly Found[] = [
  {
    name: 'inspection-sign',
    severity: 'MINOR',
    facts: '排放口标志牌缺失。',
    closed: { documentNo: '苏环察〔2026〕示例31号', reason: '标志牌已补设。' },
  },
  {
    name: 'inspection-records',
    severity: 'ORDINARY',
    facts: '治理设施运行台账缺少两周记录。',
    closed: { documentNo: '苏环察〔2026〕示例32号', reason: '台账已补全，并附运行曲线。' },
  },
];

const find = async (story: Storyteller, inspectionId: string, one: Found): Promise<string> => {
  const { name, severity, facts } = one;
  const about = { place: PLACE, severity, violation: null, subject: null, facts, dueOn: '2026-12-15' };
  const data = { inspectionId, ...about, evidence: [fileOf(`${name}.jpg`)] };
  return idOf(await story.tell('2026-11-16', INSPECTOR, { type: 'RaiseInspectionFinding', data, name }));
};

const close = async (story: Storyteller, id: string, { name, closed }: Found): Promise<void> => {
  const data = { id, place: PLACE, ...closed };
  const act = { type: 'CloseInspectionFinding', data, name: `${name}-closed` };
  await story.tell('2026-11-18', INSPECTOR, act);
};

const PLAN = {
  title: '吴江区储备指标现场检查（示例）',
  places: [PLACE],
  place: PLACE,
  lead: CITY,
  from: '2026-11-16',
  to: '2026-11-17',
  officers: OFFICERS,
  samples: [
    { of: 'LOT', size: 2 },
    { of: 'VOUCHER', size: 1 },
  ],
};

/** Names the checkpoint that chooses the sample of an inspection. */
export type Drawing = (inspectionId: string) => Promise<NamedCheckpoint>;

const plan = async (story: Storyteller, drawing: Drawing | undefined): Promise<string> => {
  const planned = { type: 'PlanInspection', data: PLAN, name: 'inspection' };
  const inspectionId = idOf(await story.tell('2026-11-13', INSPECTOR, planned));
  if (drawing === undefined) return inspectionId;
  const data = { inspectionId, checkpoint: await drawing(inspectionId) };
  await story.tell('2026-11-13', INSPECTOR, { type: 'DrawSample', data, name: 'inspection-sample' });
  return inspectionId;
};

/**
 * 现场检查 (第二十一条)：an inspection of what a checkpoint chose, in its eight steps, what was found and put right, and
 * its evidence as a package. Without `drawing` nobody has drawn its sample yet.
 */
export const inspectionScene =
  (drawing?: Drawing): Scene =>
  async (story) => {
    const inspectionId = await plan(story, drawing);
    await stepsOn(story, '2026-11-16', { inspectionId, steps: INSPECTION_STEPS.slice(0, 4) });
    const raised: string[] = [];
    for (const one of FOUND) raised.push(await find(story, inspectionId, one));
    await stepsOn(story, '2026-11-17', { inspectionId, steps: INSPECTION_STEPS.slice(4) });
    const evidence = {
      type: 'PackageEvidence',
      data: { inspectionId, files: [] },
      name: 'inspection-evidence',
    };
    await story.tell('2026-11-17', INSPECTOR, evidence);
    for (const [index, one] of FOUND.entries()) await close(story, raised[index] ?? '', one);
  };
