import type { MessageKey } from '../messages/catalogue.js';
import type { Params } from '../messages/params.js';
import { compare, isAmount, isZero, minus, sum } from './tonnes.js';

/** What is wrong with what stands in a box, said while it is typed; the ledger decides again. */
export interface Fault {
  readonly key: MessageKey;
  readonly params?: Params;
}
const fault = (key: MessageKey, params: Params = {}): Fault => ({ key, params });

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const USCC = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/** The last character of a USCC by GB 32100: the weights are the powers of three modulo 31. */
export const usccCheck = (body: string): string => {
  let weight = 1;
  let total = 0;
  for (const character of body) {
    total += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % ALPHABET.length;
  }
  return ALPHABET[(ALPHABET.length - (total % ALPHABET.length)) % ALPHABET.length] ?? '';
};

/** 统一社会信用代码: form and check character. */
export const usccFault = (text: string): Fault | undefined => {
  if (!USCC.test(text)) return fault('form.usccForm');
  const expected = usccCheck(text.slice(0, -1));
  return text.endsWith(expected) ? undefined : fault('form.uscc', { expected });
};

const PERMIT = /^[0-9A-Z]{18}\d{3}[A-Z]$/;
const OWNER_LENGTH = 18;
/** 排污许可证编号: its form, and that it is this enterprise's. */
export const permitFault = (text: string, uscc = ''): Fault | undefined => {
  if (!PERMIT.test(text)) return fault('form.permit');
  return uscc === '' || text.slice(0, OWNER_LENGTH) === uscc ? undefined : fault('form.permitOwner');
};

const areAmounts = (texts: readonly (string | undefined)[]): boolean =>
  texts.every((text) => text !== undefined && isAmount(text));

/** A line of an application as typed so far. */
export interface Stated {
  readonly postDischarge?: string;
  readonly components?: { readonly organised?: string; readonly fugitive?: string };
  readonly baseline?: { readonly basis?: string; readonly amount?: string };
  readonly statedIncrement?: string;
}

/** 有组织 and 无组织 are the whole discharge (policy A19). */
export const componentsFault = ({ postDischarge, components }: Stated): Fault | undefined => {
  const parts = [components?.organised, components?.fugitive, postDischarge] as const;
  if (!areAmounts(parts)) return undefined;
  const [organised = '', fugitive = '', whole = ''] = parts;
  const total = sum([organised, fugitive]);
  return compare(total, whole) === 0 ? undefined : fault('form.components', { sum: total, whole });
};

/** 基准量: none for what is new, and no credit for what goes down (policy A18). */
export const baselineFault = ({ postDischarge, baseline }: Stated): Fault | undefined => {
  const { basis, amount } = baseline ?? {};
  if (amount === undefined || !isAmount(amount)) return undefined;
  if (basis === 'NONE' && !isZero(amount)) return fault('form.baselineNone');
  if (!areAmounts([postDischarge])) return undefined;
  return compare(amount, postDischarge ?? '') > 0 ? fault('form.baselineAbove') : undefined;
};

/** 申报新增: what is left of the discharge after the baseline, not below nothing. */
export const incrementFault = ({ postDischarge, baseline, statedIncrement }: Stated): Fault | undefined => {
  const parts = [postDischarge, baseline?.amount, statedIncrement] as const;
  if (!areAmounts(parts)) return undefined;
  const [whole = '', base = '', stated = ''] = parts;
  const difference = minus(whole, base);
  const computed = difference.startsWith('-') ? '0' : difference;
  return compare(computed, stated) === 0 ? undefined : fault('form.statedIncrement', { stated, computed });
};

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
/** The same day some months later, or the last of that month. */
export const monthsAfter = (date: string, months: number): string | undefined => {
  const [, year, month, dayOfMonth] = DATE.exec(date) ?? [];
  if (year === undefined) return undefined;
  const last = new Date(Date.UTC(Number(year), Number(month) + months, 0)).getUTCDate();
  const then = Date.UTC(Number(year), Number(month) - 1 + months, Math.min(Number(dayOfMonth), last));
  return new Date(then).toISOString().slice(0, 'YYYY-MM-DD'.length);
};

/** 一个月的申报期限 (第四条), counted from the change of the permit. */
export const filingDue = (permitChangedOn: string, months: number, today: string): Fault | undefined => {
  const due = monthsAfter(permitChangedOn, months);
  if (due === undefined) return undefined;
  return fault(today > due ? 'form.overdue' : 'form.due', { due });
};
