import { shape, type CivilDate, type DomainEvent, type EventCatalogue } from '#kernel';
import type { Evidence } from '#contract/reduction';

/** 八步法: 定位签到, 亮证告知, 信息核实, 现场检查, 笔录制作, 打印签名, 电子归档, 任务完成; in this order and no other. */
export const INSPECTION_STEPS = [
  'SIGN_IN',
  'CREDENTIALS',
  'VERIFICATION',
  'EXAMINATION',
  'RECORD',
  'SIGNATURES',
  'ARCHIVE',
  'COMPLETION',
] as const;
export type InspectionStep = (typeof INSPECTION_STEPS)[number];

/** What a sample is drawn from: 储备批次 and 凭证. */
export const SAMPLED = ['LOT', 'VOUCHER'] as const;
export type Sampled = (typeof SAMPLED)[number];

/** How many a sample has. */
export interface SampleSize {
  readonly of: Sampled;
  readonly size: number;
}

/**
 * 抽样总体 as it stood when the inspection was planned: the first so many lots of a place's pool in order of credit, or
 * the first so many voucher numbers of a place and year.
 */
export interface PopulationPart {
  readonly of: Sampled;
  readonly place: string;
  /** Of vouchers only. */
  readonly year: number | null;
  readonly count: number;
}

/** 检查计划 (第二十一条): where, when, by whom, and how many lots and vouchers are to be looked at. */
export type InspectionPlanned = DomainEvent<
  'InspectionPlanned',
  {
    readonly inspectionId: string;
    readonly title: string;
    readonly places: readonly string[];
    /** 属地方: the host jurisdiction, within which all places lie and which supports. */
    readonly place: string;
    /** 主导方: the jurisdiction that leads; may lie outside this ledger. */
    readonly lead: string;
    readonly from: CivilDate;
    readonly to: CivilDate;
    /** Account ids. */
    readonly officers: readonly string[];
    readonly samples: readonly SampleSize[];
    readonly population: readonly PopulationPart[];
  }
>;

/** Degrees as decimal text (CGCS2000), exactly as the device told them. */
export interface Coordinates {
  readonly longitude: string;
  readonly latitude: string;
}

/** 八步法 of one inspection, step by step; it took effect when the step was done. */
export type InspectionStepDone = DomainEvent<
  'InspectionStepDone',
  {
    readonly inspectionId: string;
    readonly step: InspectionStep;
    readonly place: string;
    readonly coordinates: Coordinates | null;
    /** The officers who were there, by account id. */
    readonly officers: readonly string[];
    /** What the step left behind: photograph, record, signed page. */
    readonly file: Evidence;
  }
>;

/** A checkpoint as it is named elsewhere: the log, its size and its root in base64. */
export interface NamedCheckpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
}

/** 随机抽样: what the checkpoint's root chose; `libs/inspection/src/domain/sample.ts` tells how. */
export type SampleDrawn = DomainEvent<
  'SampleDrawn',
  {
    readonly inspectionId: string;
    readonly of: Sampled;
    readonly checkpoint: NamedCheckpoint;
    readonly population: { readonly count: number; readonly digest: string };
    readonly size: number;
    /** In the order drawn. */
    readonly chosen: readonly string[];
  }
>;

/** 离线记录: what was written down beside an audit pack, about one event of it or about the whole. */
export interface OfflineNote {
  readonly position: number | null;
  readonly text: string;
  readonly takenAt: string;
}

/** 离线记录文件: what `verify.html` exports, and `POST /inspections/{id}/offline-notes` takes. */
export interface OfflineNotesFile {
  readonly format: 'reserve-pool/offline-notes/1';
  readonly ledger: string | null;
  readonly size: number | null;
  readonly madeAt: string | null;
  readonly madeBy: string | null;
  /** The last checkpoint of the pack, as a signed note. */
  readonly checkpoint: string | null;
  readonly verdict: string | null;
  readonly findings: PackSeen['findings'];
  readonly notes: readonly OfflineNote[];
}

/** What a verifier said of the pack the notes were taken on. */
export interface PackSeen {
  /** How many events the log had, and when and by whom the pack was made, by its manifest. */
  readonly size: number | null;
  readonly madeAt: string | null;
  readonly madeBy: string | null;
  /** SOUND, BROKEN or RULES_BROKEN. */
  readonly verdict: string | null;
  readonly findings: readonly {
    readonly code: string;
    readonly position: number | null;
    readonly field: string | null;
  }[];
}

/** 离线记录并入: notes taken without a network, those not merged before. */
export type OfflineNotesMerged = DomainEvent<
  'OfflineNotesMerged',
  {
    readonly inspectionId: string;
    /** SHA-256 of the file's content, so that its second coming is known. */
    readonly digest: string;
    /** The last checkpoint of the pack; nothing for a pack without one. */
    readonly checkpoint: NamedCheckpoint | null;
    /** The signed note it stands in: should it not agree, it shows who signed what. */
    readonly note: string | null;
    /** Whether this ledger's tree has that root at that size; nothing without a checkpoint. */
    readonly agrees: boolean | null;
    readonly pack: PackSeen;
    readonly notes: readonly OfflineNote[];
  }
>;

/** Of a stream `inspection-<id>`. */
export type InspectionEvent = InspectionPlanned | InspectionStepDone | SampleDrawn | OfflineNotesMerged;

export const inspectionEvents: EventCatalogue<InspectionEvent> = {
  InspectionPlanned: shape(1),
  InspectionStepDone: shape(1),
  SampleDrawn: shape(1),
  OfflineNotesMerged: shape(1),
};
