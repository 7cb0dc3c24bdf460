type Hearer = (position: number) => void;

/** 唤醒：tells the other processes on a database how far something has come; a hint that may get lost, never the truth. */
export abstract class Notices {
  /** Hears how far a subject has come, also from this process. Answers how to stop listening. */
  abstract listen(subject: string, hearer: Hearer): () => void;
  abstract tell(subject: string, position: number): void;
  abstract close(): Promise<void>;
}
