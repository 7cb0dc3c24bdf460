/** Codes with the words that stand for them in sheets. */
export const MEDIUM_WORDS = { WATER: '水', AIR: '大气' };
export const BETTER_WORDS = { LOWER: '越低越好', HIGHER: '越高越好' };
export const USE_WORDS = { TASK: '约束性任务', PROJECT: '建设项目', TRADE: '交易', IN_HOUSE: '本企业抵消' };
export const SIDE_WORDS = { SOLD: '卖出', BOUGHT: '买入' };
export const MEASURE_WORDS = {
  UNIT_CLOSURE: '企业关停',
  TECHNICAL_PROGRESS: '技术进步',
  DEEP_TREATMENT: '深度治理',
  INFRASTRUCTURE: '基础设施建设',
  TOWN_SEWAGE: '城镇污水处理',
  RECLAIMED_WATER: '再生水利用',
  LIVESTOCK: '畜禽养殖治理',
  RURAL_SEWAGE: '农村生活污水',
  AQUACULTURE: '水产养殖治理',
  GREEN_ISLAND: '绿岛',
  ECO_ISLAND: '生态岛',
  ECO_BUFFER: '生态缓冲区',
};
export const FUNDING_WORDS = {
  NATIONAL: '国家',
  PROVINCIAL: '省级',
  MUNICIPAL: '市级',
  COUNTY: '县级',
  OWN: '自筹',
};
export const MANAGEMENT_WORDS = { KEY: '重点管理', SIMPLIFIED: '简化管理' };
export const TYPE_WORDS = { NEW: '新建', EXPANSION: '扩建', RENOVATION: '改建', TECH_UPGRADE: '技改' };
export const PRIORITY_WORDS = {
  LIVELIHOOD: '民生保障',
  SCIENCE_DEMO: '科技示范',
  SEI: '战略性新兴产业',
  LOCAL_MAJOR: '地方重大',
  ORDINARY: '一般项目',
};
export const BASIS_WORDS = {
  NONE: '无（新建）',
  PERMIT: '许可量',
  EIA: '环评批复量',
  REACCOUNTED: '归真核算量',
};
export const PATH_WORDS = { POOL: '储备库', TRADE: '交易' };
