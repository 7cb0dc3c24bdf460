/** What binds every place: adopted policies, the keys that sign the log, and who took a copy of it. */
import { everywhere, inPlace, type Handler } from './asking.js';
import { Refused } from './orders.js';
import { POLICIES } from './policies.js';

const AdoptPolicy: Handler = (books, order) => {
  everywhere(order).stop();
  const { key, value, effectiveFrom = '' } = order.data;
  const [, fits] = POLICIES[key] ?? [];
  if (fits === undefined) throw new Refused('UNKNOWN_POLICY');
  if (!fits(value)) throw new Refused('POLICY_VALUE_INVALID');
  books.adoptions.push({ key, value, from: effectiveFrom });
  return { key, version: books.adoptions.filter((one) => one.key === key).length };
};

/**
 * Only the key in force gives way; the first change of an origin tells which that is. A key is named
 * origin+number+key.
 */
const RotateSigningKey: Handler = (books, order) => {
  everywhere(order).stop();
  const { keys } = order.data;
  const originOf = (key: string): string => key.split('+')[0] ?? '';
  for (const { oldKey } of keys)
    if ((books.keys.get(originOf(oldKey)) ?? oldKey) !== oldKey) throw new Refused('SIGNING_KEY_NOT_CURRENT');
  for (const { newKey } of keys) books.keys.set(originOf(newKey), newKey);
  return { keys };
};

/** Whoever answers for all that a pack tells of gets it; the log remembers what for. */
const OrderAuditPack: Handler = (_, order) => {
  const { data, commandId: id } = order;
  (data.scope === 'LEDGER' ? everywhere(order) : inPlace(order, data.place)).stop();
  return { ...data, id };
};

export const SCHEME: Readonly<Record<string, Handler>> = {
  AdoptPolicy,
  RotateSigningKey,
  OrderAuditPack,
};
