/** What can be wrong with a pack, with its words. `{field}` is a field, a file or another name, `{detail}` the rest. */
const CATALOGUE = {
  ZIP: ['文件结构不符：{field}', 'not laid out as a pack: {field}'],
  LIMIT: ['超出读取上限：{field}', 'larger than a reader takes: {field}'],
  MANIFEST: ['清单无法读取或与文件不符', 'the manifest cannot be read or is not of these files'],
  FILE: ['文件已变：{field}', 'the file is not what the manifest says: {field}'],
  FORM: ['内容无法读取：{field}', 'the content cannot be read: {field}'],

  POSITION: ['序号不连续，应为 {detail}', 'a hole or a repeat: position should be {detail}'],
  VERSION: ['事件流 {detail} 的版本不连续', 'the versions of stream {detail} do not follow'],
  RECORDED_AT: ['记录时间早于前一事件', 'recorded before the event ahead of it'],
  LEDGER: ['属于另一台账', 'of another ledger'],
  CHAIN: ['哈希与内容不符', 'the chain value does not follow from the content'],
  SIZE: ['事件数与清单不符，清单为 {detail}', 'the manifest says {detail} events'],
  CHECKPOINT_FORM: ['检查点无法读取', 'not a checkpoint of a known log'],
  CHECKPOINT_SIGNATURE: ['检查点签名不成立', 'the signature of the checkpoint does not hold'],
  COSIGNATURE: ['见证签名不成立：{field}', 'the co-signature does not hold: {field}'],
  CHECKPOINT_ROOT: ['事件与检查点的树根不符', 'the events do not give the root of this checkpoint'],
  CHECKPOINT_AHEAD: ['检查点之后的事件缺失', 'the log ends before what this checkpoint covers'],
  CHECKPOINT_MISSING: ['缺少覆盖全部事件的检查点：{field}', 'no checkpoint covers all events: {field}'],
  KEYS: ['密钥清单与台账记载不符：{field}', 'the key list is not what the log says: {field}'],
  KEY_NOT_TRUSTED: [
    '首个密钥不是所告知的密钥：{field}',
    'the first key is not the one you were told: {field}',
  ],
  SAMPLE: [
    '抽样所称的检查点不是本日志在检查计划之后的检查点',
    'drawn by a checkpoint that this log never had after the plan',
  ],
  TILES: ['瓦片与事件不符：{field}', 'the tiles are not those of the events: {field}'],
  ATTACHMENTS: ['附件清单与事件不符', 'the list of attachments is not what the events name'],
  INCLUSION: ['存在性证明不成立', 'the proof of inclusion does not hold'],

  POLICIES: ['政策清单与台账记载不符', 'the policy list is not what the log says'],
  QUORUM: [
    '按政策须 {detail} 家见证：{field}',
    'by the policy in force {detail} witnesses are needed: {field}',
  ],
  UNKNOWN_TYPE: ['未知事件类型 {detail}', 'unknown event type {detail}'],
  UNREADABLE: ['事件内容无法读取', 'the event cannot be read'],
  NO_COMMAND: ['没有对应的指令', 'no command stands behind this event'],
  META: ['与同一指令的首个事件不一致', 'not what the first event of the command says'],
  UNKNOWN_COMMAND: ['未知指令 {detail}', 'unknown command {detail}'],
  DECISION: ['按规则应为 {detail}', 'by the rules this would be {detail}'],
  EVENT: ['与规则所得不符', 'not what the rules give'],
  EVENT_MISSING: ['缺少规则所得的事件 {detail}', 'the rules give another event {detail}'],
  EVENT_EXTRA: ['规则不产生此事件', 'the rules give no such event'],
  CONSERVATION: ['总量不守恒：{detail}', 'quota is not conserved: {detail}'],
} as const satisfies Record<string, readonly [string, string]>;

export type FindingCode = keyof typeof CATALOGUE;

/** 发现：one thing that is wrong, and where. */
export interface Finding {
  readonly code: FindingCode;
  /** Of the event; of a checkpoint, its size; nothing for what lies elsewhere. */
  readonly position: number | null;
  /** The field, file or name. */
  readonly field: string | null;
  readonly detail: string | null;
  readonly zh: string;
  readonly en: string;
}

export interface FindingPlace {
  readonly position?: number;
  readonly field?: string;
  readonly detail?: string;
}

export const finding = (code: FindingCode, { position, field, detail }: FindingPlace = {}): Finding => {
  const [zh, en] = CATALOGUE[code].map((words) =>
    words.replace('{field}', () => field ?? '').replace('{detail}', () => detail ?? ''),
  );
  return {
    code,
    position: position ?? null,
    field: field ?? null,
    detail: detail ?? null,
    zh: zh ?? '',
    en: en ?? '',
  };
};

/** Of each kind a reader lists so many, the first ones. */
const MOST_OF_KIND = 100;

/** Collects findings; of each kind the first so many, and how many there were. */
export class Findings {
  private readonly found: Finding[] = [];
  private readonly counts = new Map<FindingCode, number>();

  add(code: FindingCode, place: FindingPlace = {}): void {
    this.list(finding(code, place));
  }

  list(one: Finding): void {
    const count = (this.counts.get(one.code) ?? 0) + 1;
    this.counts.set(one.code, count);
    if (count <= MOST_OF_KIND) this.found.push(one);
  }

  get all(): readonly Finding[] {
    return this.found;
  }
}

const CODES = Object.keys(CATALOGUE);

/**
 * What is wrong with no event in particular, then findings in the order of events; with the same event in that of the
 * catalogue.
 */
export const inOrder = (found: readonly Finding[]): readonly Finding[] => {
  const ordered = found.toSorted(
    (a, b) => (a.position ?? 0) - (b.position ?? 0) || CODES.indexOf(a.code) - CODES.indexOf(b.code),
  );
  const listed = new Findings();
  ordered.forEach((one) => listed.list(one));
  return listed.all;
};
