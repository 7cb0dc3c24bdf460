import { refuseMeaning, type Command, type Decision, type JsonObject } from '#kernel';
import type { Change, CorrectionPosted } from '#contract/correction';

/** Why a record is put right, and by whose decision. */
export interface CorrectionGrounds {
  readonly reason: string;
  readonly decisionNo: string;
}

/** A correction as a fold keeps it: with who posted it. */
export type Correction = CorrectionPosted['data'] & { readonly postedBy: string };

type Figures = Readonly<Record<string, Change['from']>>;

/** What differs between the record and its new entry, figure by figure; one that only one side has is `null` there. */
export const changesBetween = (before: Figures, after: Figures): readonly Change[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map((field) => ({ field, from: before[field] ?? null, to: after[field] ?? null }))
    .filter(({ from, to }) => from !== to);

/** A correction that changes nothing is none. Errors: INVALID_MEANING. */
export const refuseUnchanged = (changes: readonly Change[]): Decision | undefined =>
  refuseMeaning(
    changes.length > 0
      ? []
      : [
          {
            field: 'changes',
            rule: 'differs',
            message: '更正后与原记录相同 / the new entry is the same as the record',
          },
        ],
  );

type Subject = Pick<CorrectionPosted['data'], 'record' | 'recordId' | 'place' | 'replacedBy' | 'changes'>;

/** 更正：takes a record back; the new entry must follow it in the same append (rulebook 1.6: never an edit). */
export const correctionOf = (
  { commandId: correctionId, today, data }: Command<CorrectionGrounds>,
  subject: Subject,
): CorrectionPosted => ({
  type: 'CorrectionPosted',
  data: { correctionId, ...subject, reason: data.reason, decisionNo: data.decisionNo, postedOn: today },
});

/** A correction as the record put right by it shows it. */
export const correctionView = ({ changes, ...correction }: Correction): JsonObject => ({
  ...correction,
  changes: changes.map((change) => ({ ...change })),
});
