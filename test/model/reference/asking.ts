/** What many commands ask: who acts where, what was done before, and whether a reason is told. */
import type { Books, Duty } from './books.js';
import { type Answer, Grounds, type Line, type Order } from './orders.js';
import { dayOf, mg, momentOf, t, within } from './plain.js';

/** 第二十三条: an officer acts on what lies in the place it answers for. */
export const inPlace = ({ actor }: Order, place: string): Grounds =>
  new Grounds().ask(within(place, actor.place), 'FORBIDDEN_PLACE');
/** What binds every place is for whoever answers for all of them: the city, and what lies around it. */
export const everywhere = ({ actor }: Order): Grounds =>
  new Grounds().ask(within('320500', actor.place), 'FORBIDDEN_PLACE');
/** Whether somebody had a hand in it before; acting for another counts for both. */
export const tookPart = ({ actor }: Order, by: string | null): boolean =>
  (by ?? '').split(' for ').some((one) => actor.id.split(' for ').includes(one));
/** 第二十三条: nobody takes two kinds of step of one item. */
export const otherHands = (order: Order, step: string, duties: readonly Duty[]): boolean =>
  duties.every((duty) => duty.step === step || !tookPart(order, duty.by));
export const today = ({ at }: Order): string => dayOf(at);
export const asked = <L extends Pick<Line, 'amount'>>(lines: readonly L[]): readonly L[] =>
  lines.filter((line) => mg(line.amount) > 0n);
export const nothing = (lines: readonly Pick<Line, 'amount'>[]): boolean => asked(lines).length === 0;
export const texts = (
  lines: readonly { readonly pollutant: string; readonly amount: bigint }[],
): readonly Answer[] => lines.map((line) => ({ ...line, amount: t(line.amount) }));
/** The divisions that may have a say in an order or a void; speaking for none is refused at once. */
export const divisionOf = ({ actor }: Order): string => {
  const role = ['element-water', 'element-air', 'law-review'].find((one) => actor.roles.includes(one));
  if (role === undefined) new Grounds().ask(false, 'FORBIDDEN_ROLE').stop();
  return role ?? '';
};
/** None that is not a pass may stand. */
export const allPass = (opinions: ReadonlyMap<string, string>): boolean =>
  [...opinions.values()].every((decision) => decision === 'PASS');

/** Blank is no reason. */
export const isTold = (reason: string | null | undefined): boolean => (reason ?? '').trim() !== '';

/** An act that binds from before today is told with a reason. */
export const isPast = (moment: string, order: Order): boolean => moment < momentOf(today(order));

export type Handler = (books: Books, order: Order) => Answer;
