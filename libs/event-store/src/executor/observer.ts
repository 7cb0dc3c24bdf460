/** Hears how an executor fares, for metrics; its methods may not throw. */
export interface ExecutorObserver {
  batchCommitted?(batch: {
    readonly commands: number;
    readonly events: number;
    readonly milliseconds: number;
    /** Of those submissions that say where they are traced. */
    readonly traces: readonly string[];
  }): void;
  /** How many commands wait. */
  queueDepth?(depth: number): void;
  /** Another writer moved the head first. */
  lostRace?(): void;
}
