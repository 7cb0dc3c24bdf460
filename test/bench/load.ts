import autocannon from 'autocannon';
import { sampleOf, type Sample } from './rounds.js';

/** What a connection remembers from one request of its procedure to the next. */
type Memory = Record<string, string>;

/** One request of a procedure, made anew each time it is sent. */
export interface Step {
  readonly make: (memory: Memory) => {
    readonly path: string;
    /** Absent: it is read. */
    readonly body?: object;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly keep?: (answer: Record<string, unknown>, memory: Memory) => void;
}

const requestOf = ({ make, keep }: Step): autocannon.Request => ({
  setupRequest: (request, context) => {
    const { path, body, headers } = make(context as Memory);
    if (body === undefined) return { ...request, method: 'GET', path, headers: { ...headers } };
    return {
      ...request,
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    };
  },
  ...(keep !== undefined && {
    onResponse: (_status, body, context) =>
      keep(JSON.parse(body) as Record<string, unknown>, context as Memory),
  }),
});

export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly milliseconds: number;
  readonly steps: readonly Step[];
}

/** So many connections walk the steps over and over. Errors: any answer that is not 2xx, and any connection lost. */
export const load = async ({ url, connections, milliseconds, steps }: Load): Promise<Sample> => {
  const durations: number[] = [];
  const refusals: number[] = [];
  const started = performance.now();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const options: autocannon.Options = {
      url,
      connections,
      duration: milliseconds / 1_000,
      sampleInt: 50,
      requests: steps.map(requestOf),
      // Each connection needs requests of its own: what one builds, another would send.
      setupClient: (client) => client.setRequests(steps.map(requestOf)),
    };
    const running = autocannon(options, (error: Error | null, done) =>
      error ? reject(error) : resolve(done),
    );
    running.on('response', (...heard) => {
      const [, status, , duration] = heard;
      durations.push(duration);
      if (status >= 300) refusals.push(status);
    });
  });
  const elapsed = performance.now() - started;
  if (refusals.length + result.errors + result.timeouts > 0) {
    throw new Error(
      `${url}: ${refusals.length} answers of ${[...new Set(refusals)].join()}, ${result.errors} errors`,
    );
  }
  return sampleOf(durations, elapsed);
};
