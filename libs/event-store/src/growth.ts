type Listener = (position: number) => void;

/** Who wants to hear that a ledger has grown, and how far it was last told to reach. */
export class Growth {
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #reached = new Map<string, number>();

  ledgers(): readonly string[] {
    return [...this.#listeners.keys()];
  }

  listen(ledger: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(ledger) ?? new Set();
    this.#listeners.set(ledger, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(ledger) === listeners) this.#listeners.delete(ledger);
    };
  }

  /** Tells the listeners once for each position, later: whoever has just written is not held up by them. */
  tell(ledger: string, position: number): void {
    const listeners = this.#listeners.get(ledger);
    if (listeners === undefined || position <= (this.#reached.get(ledger) ?? 0)) return;
    this.#reached.set(ledger, position);
    for (const listener of listeners) queueMicrotask(() => listener(position));
  }
}
