import { grant } from './procedures.js';
import { post, type Scene } from './storyteller.js';

const chipPackaging: Scene = async (story) => {
  const amounts = { TN: '2.0', COD: '10', VOCs: '1' };
  const project = {
    place: '320583',
    serial: 401,
    name: '芯片封装项目',
    industry: 'C3973',
    type: 'NEW',
    sei: '昆战新认〔2026〕3号',
    amounts,
  } as const;
  const id = await grant(story, project, {
    filed: '2026-04-08',
    reviewed: '2026-04-15',
    approved: '2026-04-22',
  });
  const registered = { id, eiaApprovalNo: '昆环建〔2026〕41号', approvedOn: '2026-05-08' };
  await story.tell('2026-05-11', post('county-approver', '320583'), {
    type: 'RegisterBalance',
    data: registered,
  });
};

const paintWorks: Scene = async (story) => {
  const project = {
    place: '320509',
    serial: 402,
    name: '水性涂料迁扩建',
    industry: 'C2641',
    type: 'EXPANSION',
    amounts: { VOCs: '1.63217' },
  } as const;
  await grant(story, project, { filed: '2026-05-12', reviewed: '2026-05-19', approved: '2026-05-26' });
};

const cancelledBoiler: Scene = async (story) => {
  const project = {
    place: '320585',
    serial: 403,
    name: '物流园锅炉',
    industry: 'D4430',
    type: 'NEW',
    amounts: { NOx: '0.7', SO2: '0.2' },
  } as const;
  const id = await grant(story, project, {
    filed: '2026-05-18',
    reviewed: '2026-05-25',
    approved: '2026-06-01',
  });
  const release = { type: 'ReleaseWithdrawal', data: { id, reason: '项目取消，改用外购蒸汽。' } };
  await story.tell('2026-07-03', post('county-approver', '320585'), release);
};

const medicinePilot: Scene = async (story) => {
  const amounts = { TP: '0.03', 'NH3-N': '0.4' };
  const project = {
    place: '320508',
    serial: 404,
    name: '生物医药中试基地',
    industry: 'C2761',
    type: 'NEW',
    sei: '苏战新认〔2026〕17号',
    pools: ['pool-320500'],
    amounts,
  } as const;
  await grant(story, project, { filed: '2026-06-10', reviewed: '2026-06-18', approved: '2026-06-26' });
};

const displayPanels: Scene = async (story) => {
  const project = {
    place: 'park-sip',
    serial: 405,
    name: '显示面板技改',
    industry: 'C3974',
    type: 'TECH_UPGRADE',
    amounts: { VOCs: '2.036', TN: '0.8' },
  } as const;
  const id = await grant(story, project, {
    filed: '2026-08-03',
    reviewed: '2026-08-11',
    approved: '2026-08-18',
  });
  const registered = { id, eiaApprovalNo: '苏园环建〔2026〕88号', approvedOn: '2026-09-09' };
  await story.tell('2026-09-11', post('county-approver', 'park-sip'), {
    type: 'RegisterBalance',
    data: registered,
  });
};

/** Vouchers of this year: at 1.1x and 2x, from local, park and municipal pools, one given up again. */
export const withdrawalScenes: readonly Scene[] = [
  chipPackaging,
  paintWorks,
  cancelledBoiler,
  medicinePilot,
  displayPanels,
];
