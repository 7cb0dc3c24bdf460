/** Lets one after another work alone, in the order they came. */
export class Turns {
  /** Resolves when nobody works; whoever comes waits at the end of this queue. */
  #free: Promise<unknown> = Promise.resolve();

  alone<T>(work: () => T | Promise<T>): Promise<T> {
    const turn = this.#free.then(work);
    this.#free = turn.catch(() => undefined);
    return turn;
  }
}
