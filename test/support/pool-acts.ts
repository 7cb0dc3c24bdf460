import fc from 'fast-check';
import { addDays, civilDateOf, instantOf, mg, startOf, tonnes, type LoggedEvent } from '#kernel';
import type { PoolEvent } from '#contract/pool';
import { lot } from './withdrawal.js';

export const POOL = 'pool-320583';
export const FIRST = civilDateOf('2026-01-01');

/** In milligrams, of text that may be negative, which no request or event can be. */
export const signed = (text: string): bigint => {
  const [whole = '0', decimals = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole + decimals.padEnd(9, '0'));
  return text.startsWith('-') ? -size : size;
};

const KINDS = ['credit', 'hold', 'withdraw', 'return', 'void'] as const;
type Act = readonly [kind: (typeof KINDS)[number], pool: boolean, amount: number, day: number];

const eventOf = ([kind, , amount]: Act, index: number): PoolEvent => {
  const [whole, half] = [tonnes(mg(BigInt(amount))), tonnes(mg(BigInt(amount) / 2n))];
  const draws = [
    { lotId: 'a', pollutant: amount % 2 ? 'COD' : 'VOCs', amount: whole, retired: half },
  ] as const;
  const [withdrawalId, voucherNo] = [`w-${index}`, `v-${index}`];
  switch (kind) {
    case 'credit':
      return lot('a', { COD: whole, VOCs: half });
    case 'hold':
      return { type: 'QuotaHeld', data: { withdrawalId, draws, expiresOn: '2026-12-31' } };
    case 'withdraw':
      return { type: 'QuotaWithdrawn', data: { withdrawalId, voucherNo, draws } };
    case 'return':
      return { type: 'QuotaReturned', data: { withdrawalId, voucherNo, draws, reason: 'RELEASED' } };
    default:
      return { type: 'LotVoided', data: { lotId: 'a', lines: draws, decisionNo: '1', reason: '' } };
  }
};

/** A log in which acts take effect on any day, before or after the one recorded before them. */
export const logOf = (acts: readonly Act[]): readonly LoggedEvent[] =>
  acts.map((act, index) => ({
    ...eventOf(act, index),
    stream: act[1] ? POOL : 'pool-320500',
    version: index + 1,
    position: index + 1,
    eventId: String(index),
    occurredAt: startOf(addDays(FIRST, act[3])),
    recordedAt: instantOf(Date.parse(startOf(addDays(FIRST, 40))) + index),
    actor: '',
    commandId: '',
  }));

export const poolActs = fc.array(fc.tuple(fc.constantFrom(...KINDS), fc.boolean(), fc.nat(50), fc.nat(30)), {
  maxLength: 14,
});
