import { setTimeout } from 'node:timers/promises';
import type { Finding } from './findings.js';
import { load } from './load.js';
import { interleaved, over, type Effort } from './rounds.js';
import type { BenchDatabase } from './setting.js';
import { CONNECTIONS, OFFICERS, procedures, serving, signIn } from './whole-service.js';

/** Until its read models stand where the log does: what one server still has to do must not slow the next one down. */
export const atRest = async (url: string): Promise<void> => {
  for (;;) {
    const { head, readModels } = (await (await fetch(`${url}/health/ready`)).json()) as Record<
      string,
      number
    >;
    if (readModels === head) return;
    await setTimeout(50);
  }
};

/** What sign-in, the guard and the access log cost: the same deposits with tokens, and with nobody at the door. */
export const atTheDoor = async (
  [guarded, open]: readonly [BenchDatabase, BenchDatabase],
  { rounds, milliseconds }: Effort,
): Promise<readonly Finding[]> => {
  const real = await serving('apps/inspect/src/main.ts', guarded);
  const bare = await serving('test/bench/open-service.ts', open);
  const tokens = await signIn(real.url, OFFICERS);
  const walk = (url: string, named: (username: string) => string) => {
    const steps = procedures(named).deposit;
    return async () => {
      const sample = await load({ url, connections: CONNECTIONS, milliseconds, steps });
      await atRest(url);
      return sample;
    };
  };
  const measured = await interleaved(rounds, {
    tokens: walk(real.url, tokens),
    none: walk(bare.url, (username) => username),
  });
  await Promise.all([real.stop(), bare.stop()]);
  const rate = (name: 'tokens' | 'none'): string =>
    `${Math.round(over(measured, (round) => round[name].perSecond)).toLocaleString('en')}/s`;
  return [
    {
      name: 'deposits over HTTP: real tokens / no tokens',
      measured: over(measured, (round) => round.tokens.perSecond / round.none.perSecond),
      unit: '×',
      goal: { atLeast: 0.85 },
      conditions: `${CONNECTIONS} connections, without guard and access log: ${rate('tokens')} against ${rate('none')}`,
    },
  ];
};
