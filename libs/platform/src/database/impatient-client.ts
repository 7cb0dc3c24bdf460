import { Client, type ClientConfig } from 'pg';

/** What `pg` says when its `query_timeout` is over. */
const UNANSWERED = 'Query read timeout';

/**
 * Gives a connection up when a question was not answered in time. What was asked may still be under way, its
 * transaction open and its role taken: whoever were lent the connection next would find themselves inside all of it.
 */
export class ImpatientClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    const ask = this.query.bind(this) as (...asked: readonly unknown[]) => unknown;
    this.query = ((...asked: readonly unknown[]) => {
      const answer = ask(...asked);
      if (answer instanceof Promise) answer.catch((error: Error) => this.giveUpAfter(error));
      return answer;
    }) as Client['query'];
  }

  private giveUpAfter({ message }: Error): void {
    if (message === UNANSWERED) void this.end();
  }
}
