import { assertNever, must, type Fold, type Instant, type Logged } from '#kernel';
import type {
  EvidenceEvent,
  EvidenceHandedOver,
  EvidencePackaged,
  EvidenceReceived,
  EvidenceRecognised,
} from '#contract/inspection';

export type EvidenceStatus = 'ASSEMBLED' | 'IN_TRANSIT' | 'RECEIVED' | 'RECOGNISED' | 'NOT_RECOGNISED';

interface Recorded {
  readonly at: Instant;
  readonly recordedBy: string;
}
/** 移送链: one link of the chain of custody. */
export type CustodyLink = Recorded &
  (
    | ({ readonly act: 'HANDED_OVER' } & EvidenceHandedOver['data'])
    | ({ readonly act: 'RECEIVED' } & EvidenceReceived['data'])
    | ({ readonly act: 'RECOGNISED' } & EvidenceRecognised['data'])
  );

/** 证据包 with its whole custody. */
export type EvidencePackage = EvidencePackaged['data'] & {
  readonly status: EvidenceStatus;
  readonly assembledBy: string;
  /** Who has it; while it is on its way, who gave it away. */
  readonly holder: string;
  /** Who it is on its way to. */
  readonly addressee: string | null;
  readonly custody: readonly CustodyLink[];
};
export type EvidenceState = EvidencePackage | null;

const evolve = (state: EvidenceState, event: Logged<EvidenceEvent>): EvidenceState => {
  const recorded = { at: event.recordedAt, recordedBy: event.actor };
  if (event.type === 'EvidencePackaged') {
    const { place: holder } = event.data;
    const begun = { holder, addressee: null, custody: [], assembledBy: event.actor };
    return { ...event.data, ...begun, status: 'ASSEMBLED' };
  }
  const known = must(state, event.stream);
  const linked = (link: CustodyLink): EvidencePackage => ({ ...known, custody: [...known.custody, link] });
  switch (event.type) {
    case 'EvidenceHandedOver': {
      const after = linked({ act: 'HANDED_OVER', ...event.data, ...recorded });
      return { ...after, status: 'IN_TRANSIT', addressee: event.data.to };
    }
    case 'EvidenceReceived': {
      const after = linked({ act: 'RECEIVED', ...event.data, ...recorded });
      return { ...after, status: 'RECEIVED', holder: event.data.by, addressee: null };
    }
    case 'EvidenceRecognised': {
      const after = linked({ act: 'RECOGNISED', ...event.data, ...recorded });
      return { ...after, status: event.data.recognised ? 'RECOGNISED' : 'NOT_RECOGNISED' };
    }
    default:
      return assertNever(event);
  }
};

/** 证据包: stream `evidence-<package>`. */
export const evidenceFold: Fold<EvidenceState, EvidenceEvent> = {
  prefix: 'evidence',
  initial: () => null,
  evolve,
};
