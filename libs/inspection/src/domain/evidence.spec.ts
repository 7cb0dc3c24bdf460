import { sha256Hex, type CivilDate } from '#kernel';
import { given, officer, type Given, type Past } from '../../../../test/support/given.js';
import { evidenceFold } from './evidence.fold.js';
import { handOverEvidence } from './hand-over-evidence.decider.js';
import { packageEvidence } from './package-evidence.decider.js';
import { receiveEvidence } from './receive-evidence.decider.js';
import { recogniseEvidence } from './recognise-evidence.decider.js';

const HOME = '320583';
const NEIGHBOUR = '320509';
const ELSEWHERE = '310118';
const INSPECTOR = officer('inspector', HOME);
const RECEIVER = officer('inspector', NEIGHBOUR);
const [A, B] = ['a'.repeat(64), 'b'.repeat(64)];

const inspection: readonly Past[] = [
  {
    type: 'InspectionPlanned',
    data: {
      inspectionId: 'inspection-1',
      title: '示例',
      places: [HOME],
      place: HOME,
      lead: HOME,
      from: '2026-03-01' as CivilDate,
      to: '2026-03-05' as CivilDate,
      officers: [INSPECTOR.id],
      samples: [],
      population: [],
    },
  },
  {
    type: 'InspectionStepDone',
    data: {
      inspectionId: 'inspection-1',
      step: 'SIGN_IN',
      place: HOME,
      coordinates: null,
      officers: [INSPECTOR.id],
      file: { name: 'b.jpg', sha256: B },
    },
  },
];
const PACKAGING = { inspectionId: 'inspection-1', files: [{ name: 'a.pdf', sha256: A }] };
const packaging = (ledger = given({ 'inspection-inspection-1': inspection }), actor = INSPECTOR) =>
  ledger.when(packageEvidence, PACKAGING, { actor, id: 'package-1' });
const packaged = (): Given => packaging().thenAccepted();
const DIGEST = sha256Hex(`${A}  a.pdf\n${B}  b.jpg\n`);

const MOVE = { packageId: 'package-1', documentNo: '示例〔2026〕1号' };
const handing = (ledger: Given, to = NEIGHBOUR, actor = INSPECTOR) =>
  ledger.when(handOverEvidence, { ...MOVE, to }, { actor });
const receiving = (ledger: Given, digest = DIGEST, actor = RECEIVER) =>
  ledger.when(receiveEvidence, { ...MOVE, digest }, { actor });
const recognising = (ledger: Given, recognised = true, actor = RECEIVER) =>
  ledger.when(recogniseEvidence, { ...MOVE, recognised, opinion: '示例：取证合法' }, { actor });
const received = (): Given => receiving(handing(packaged()).thenAccepted()).thenAccepted();

describe('证据包', () => {
  it('has the files of the steps and those given, under the digest that sha256sum would make', () => {
    packaging().thenAnswers({
      id: 'package-1',
      place: HOME,
      holder: HOME,
      status: 'ASSEMBLED',
      digest: DIGEST,
      files: [
        { name: 'a.pdf', sha256: A },
        { name: 'b.jpg', sha256: B },
      ],
    });
  });

  it('is made by the officers of an inspection, of some file', () => {
    packaging(undefined, officer('inspector', '320500')).thenRefused('NOT_INSPECTION_OFFICER');
    packaging(undefined, officer('inspector', '320585')).thenRefused('FORBIDDEN_PLACE');
    packaging(given()).thenRefused('NOT_FOUND');
    given({ 'inspection-inspection-1': inspection.slice(0, 1) })
      .when(packageEvidence, { ...PACKAGING, files: [] }, { actor: INSPECTOR })
      .thenRefused('INVALID_MEANING');
  });
});

describe('移送与互认', () => {
  it('goes from hand to hand, whole, and is recognised where it came', () => {
    const recognised = recognising(received()).thenAnswers({
      status: 'RECOGNISED',
      holder: NEIGHBOUR,
      addressee: null,
      custody: [
        { act: 'HANDED_OVER', from: HOME, to: NEIGHBOUR, recordedBy: INSPECTOR.id },
        { act: 'RECEIVED', by: NEIGHBOUR, digest: DIGEST, recordedBy: RECEIVER.id },
        { act: 'RECOGNISED', by: NEIGHBOUR, recognised: true },
      ],
    });
    recognising(recognised).thenRefused('WRONG_STATE', { state: 'RECOGNISED' });
    handing(recognised, HOME, RECEIVER).thenAnswers({ status: 'IN_TRANSIT', addressee: HOME });
    recognising(received(), false).thenAnswers({ status: 'NOT_RECOGNISED' });
  });

  it('is handed over by its holder alone, to another jurisdiction, and not while it is on its way', () => {
    handing(packaged(), NEIGHBOUR, RECEIVER).thenRefused('FORBIDDEN_PLACE', { place: HOME });
    handing(received()).thenRefused('FORBIDDEN_PLACE', { place: NEIGHBOUR });
    handing(packaged(), HOME).thenRefused('INVALID_MEANING');
    handing(packaged(), 'nowhere').thenRefused('INVALID_MEANING');
    handing(handing(packaged()).thenAccepted()).thenRefused('WRONG_STATE', { state: 'IN_TRANSIT' });
    handing(given()).thenRefused('NOT_FOUND');
  });

  it('is received by its addressee alone, and only whole', () => {
    const onTheWay = handing(packaged()).thenAccepted();
    receiving(onTheWay, DIGEST, INSPECTOR).thenRefused('FORBIDDEN_PLACE', { place: NEIGHBOUR });
    receiving(onTheWay, A).thenRefused('EVIDENCE_NOT_INTACT', { digest: A, expected: DIGEST });
    receiving(packaged(), DIGEST, INSPECTOR).thenRefused('WRONG_STATE');
    receiving(given()).thenRefused('NOT_FOUND');
  });

  it('is recognised by who has received it, not where it was gathered', () => {
    recognising(packaged(), true, INSPECTOR).thenRefused('WRONG_STATE', { state: 'ASSEMBLED' });
    recognising(received(), true, INSPECTOR).thenRefused('FORBIDDEN_PLACE', { place: NEIGHBOUR });
    recognising(given()).thenRefused('NOT_FOUND');
  });

  it('goes out of the ledger too: what was done there is recorded where it comes from', () => {
    const abroad = receiving(handing(packaged(), ELSEWHERE).thenAccepted(), DIGEST, INSPECTOR).thenAccepted();
    const back = recognising(abroad, true, INSPECTOR).thenAccepted();
    expect(handing(back, HOME).thenAccepted().state(evidenceFold, 'package-1')).toMatchObject({
      holder: ELSEWHERE,
      addressee: HOME,
      status: 'IN_TRANSIT',
    });
  });
});
