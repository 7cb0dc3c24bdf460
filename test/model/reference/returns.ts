/** What offices keep and hand in: cancelled permits, quarterly returns, capacity. */
import { type Handler, inPlace, today } from './asking.js';
import { impossible } from './orders.js';
import { daysOn, kindOf, monthsOn, nightOf, within } from './plain.js';
import { plainly } from './reductions.js';

/** 总则第四条: a permit is cancelled once; a second record corrects the first, if its officer answers for both places. */
const CancelPermit: Handler = (books, order) => {
  const { place, cancelledOn } = order.data;
  const permitNo = plainly(order.data.permitNo ?? '');
  const earlier = books.cancelled.get(permitNo);
  inPlace(order, place)
    .ask(earlier === undefined || within(earlier.place, order.actor.place), 'FORBIDDEN_PLACE')
    .ask(cancelledOn <= today(order), 'EFFECTIVE_DATE_INVALID')
    .stop();
  impossible({ place: kindOf(place) === 'PROVINCE' });
  books.cancelled.set(permitNo, order.data);
  return { id: permitNo, cancelledOn, corrects: earlier?.cancelledOn ?? null };
};

/** 总则第四条, A41: after the quarter; only a first return can be late, by the policy of the quarter's end. */
const SubmitQuarterlyReturn: Handler = (books, order) => {
  const { place, quarter } = order.data;
  const last = daysOn(monthsOn(`${quarter.slice(0, 4)}-01-01`, 3 * Number(quarter.slice(6))), -1);
  impossible({ place: !['CITY', 'COUNTY'].includes(kindOf(place)) });
  inPlace(order, place)
    .ask(today(order) > last, 'QUARTER_NOT_OVER')
    .stop();
  const key = `${place} ${quarter}`;
  const no = (books.returns.get(key) ?? 0) + 1;
  books.returns.set(key, no);
  const dueOn = daysOn(last, books.policy<number>('quarter.due', nightOf(last)));
  return { no, dueOn, late: no === 1 && today(order) > dueOn };
};

/** 第二十、二十四、二十五条: a team may be named ahead; a day that has not come cannot have been held. */
const RecordCapacity: Handler = (_, order) => {
  const { place, kind, on } = order.data;
  inPlace(order, place).stop();
  const isTeam = kind.endsWith('_TEAM');
  impossible({ on: !isTeam && on > today(order) });
  return { id: order.commandId, place, kind, on, status: isTeam ? 'CURRENT' : 'HELD' };
};

export const RETURNS: Readonly<Record<string, Handler>> = {
  CancelPermit,
  SubmitQuarterlyReturn,
  RecordCapacity,
};
