import { sha256Hex } from '#kernel';
import { bodyOf, CITY, type Journey } from '../support/journey.js';

const PLACE = '320583';
const FILE = { name: '示例-现场检查.pdf', sha256: sha256Hex('示例-现场检查') };
const DOCUMENT = { documentNo: '示例移送〔2026〕1号' };

/** Bodies that an officer of the inspection may send. Its officers stand where the row says somebody may. */
export const INSPECTION = {
  PLAN: {
    places: [PLACE],
    lead: '320509',
    from: '2026-11-01',
    to: '2026-11-30',
    officers: ['inspector@320583', `inspector@${CITY}`, 'inspector@320000'],
    samples: [{ of: 'LOT', size: 3 }],
  },
  STEP: { step: 'SIGN_IN', place: PLACE, file: FILE },
  INSPECTION_FINDING: { place: PLACE, severity: 'MINOR', facts: '示例：台账缺页' },
  OFFLINE_NOTES: {
    format: 'reserve-pool/offline-notes/1',
    notes: [{ text: '示例：核对一致', takenAt: '2026-11-02T01:00:00Z' }],
  },
  PACKAGE: { files: [FILE] },
  HANDOVER: { to: '330421', ...DOCUMENT },
  RECEIPT: { digest: sha256Hex(`${FILE.sha256}  ${FILE.name}\n`), ...DOCUMENT },
  RECOGNITION: { recognised: true, opinion: '示例：取证合法', ...DOCUMENT },
};

/** An inspection that has not begun, and evidence of it on every stage of its way to another province. */
export const inspections = async ({ offices }: Journey) => {
  const inspector = await offices.officer(`inspector@${CITY}`);
  const made = async (path: string, body: object): Promise<string> =>
    bodyOf(await inspector.post<{ id: string }>(path, body), 201).id;
  const planned = await made('/inspections', INSPECTION.PLAN);
  const { HANDOVER, RECEIPT, RECOGNITION } = INSPECTION;
  const way = [
    ['handover', HANDOVER],
    ['receipt', RECEIPT],
    ['recognition', RECOGNITION],
  ] as const;
  const after = async (steps: number): Promise<string> => {
    const id = await made(`/inspections/${planned}/evidence-packages`, INSPECTION.PACKAGE);
    for (const [step, body] of way.slice(0, steps))
      bodyOf(await inspector.post(`/evidence-packages/${id}/${step}`, body), 200);
    return id;
  };
  return {
    inspection: planned,
    evidence: {
      ASSEMBLED: await after(0),
      IN_TRANSIT: await after(1),
      RECEIVED: await after(2),
      RECOGNISED: await after(3),
    },
  };
};
