/** How a place stands: readings, measures, suspensions, verdicts (第九条、第十条、第十九条). */
import { allPass, divisionOf, type Handler, inPlace, isPast, isTold, today, tookPart } from './asking.js';
import type { Books, Suspension } from './books.js';
import { type Answer, type Data, found, Grounds, impossible, type Order } from './orders.js';
import { daysOn, kindOf, mg, momentOf, monthsOn, total, within, yearOf } from './plain.js';

const isFigure = (text: string | null): boolean => /^(0|[1-9]\d{0,11})(\.\d{1,9})?$/.test(text ?? '0');

/** 第九条、第十九条: late is marked, not refused; a second reading of a month corrects the first. */
const RecordReading: Handler = (books, order) => {
  const { data, commandId, at } = order;
  const { place, month, medium, indicator } = data;
  inPlace(order, place).stop();
  impossible({
    month: month > today(order).slice(0, 7),
    value: !isFigure(data.value),
    target: !isFigure(data.target),
    lastYear: !isFigure(data.lastYear),
  });
  const key = [place, month, medium, indicator].join(' ');
  const corrects = books.readings.some((one) => one.key === key);
  const dueOn = daysOn(monthsOn(`${month}-01`, 1), books.policy<number>('month.due', at) - 1);
  const late = !corrects && today(order) > dueOn;
  books.readings.push({ id: commandId, place, key, data, dueOn, late });
  return { id: commandId, dueOn, late, status: 'CURRENT' };
};

/** Rulebook 1.6: the reading that counts is taken back by decision and told anew; late stays what the first one was. */
const CorrectReading: Handler = (books, order) => {
  const { commandId: id } = order;
  const { place, figures } = order.data;
  const before = found(books.readings.find((one) => one.id === order.data.id && one.place === place));
  const last = books.readings.findLast(({ key }) => key === before.key);
  inPlace(order, place)
    .ask(last === before, 'WRONG_STATE')
    .stop();
  const data = { ...before.data, ...figures };
  const { value, target, lastYear, valid } = data;
  impossible({ value: !isFigure(value), target: !isFigure(target), lastYear: !isFigure(lastYear) });
  const { dueOn, late } = before;
  const was = before.data;
  const isSame =
    value === was.value && target === was.target && lastYear === was.lastYear && valid === was.valid;
  impossible({ changes: isSame });
  books.readings.push({ ...before, id, data });
  return { id, value, target, lastYear, valid, dueOn, late, status: 'CURRENT' };
};

/** 第九条, A7: measures answer a warning that stands, by the readings that count. Lower is better here. */
const RecordMeasures: Handler = (books, order) => {
  const { place, month, medium, indicator } = order.data;
  inPlace(order, place).stop();
  const key = (one: string): string => [place, one, medium, indicator].join(' ');
  const last = new Map(books.readings.map((one) => [one.key, one.data]));
  const counting = [...last].filter(([, { valid }]) => valid);
  const own = counting.find(([one]) => one === key(month))?.[1];
  const year = counting.flatMap(([one, data]) =>
    one === key(data.month) && data.month.slice(0, 4) === month.slice(0, 4) && data.month <= month
      ? [data]
      : [],
  );
  const over = total(year.map(({ value, target }) => mg(value) - mg(target ?? '0')));
  const targets = total(year.map(({ target }) => mg(target ?? '0')));
  const percent = BigInt(books.policy<number>('suspension.trigger', order.at));
  const worse = own !== undefined && mg(own.value) > mg(own.target ?? '0');
  const warned = worse || (own !== undefined && over * 100n > percent * targets);
  new Grounds().ask(warned, 'NO_WARNING_STANDS').stop();
  return { id: order.commandId };
};

const suspensionAnswer = (suspension: Suspension): Answer => {
  const { id, status, acts, pollutants, effectiveFrom, liftedFrom, orderNo } = suspension;
  return { id, status, acts, pollutants, effectiveFrom, liftedFrom, orderNo };
};

/** 第九条、第十七条: it rests on valid readings of the place, of what lies in it or around it. */
const ProposeSuspension: Handler = (books, order) => {
  const { data, commandId, actor } = order;
  const { place, readingIds, pollutants = [] } = data;
  const known = books.readings.filter(
    (one) => one.data.valid && (within(one.place, place) || within(place, one.place)),
  );
  const attached = readingIds.every((id) => known.some((one) => one.id === id));
  inPlace(order, place)
    .ask(readingIds.length > 0 && attached, 'READINGS_REQUIRED')
    .stop();
  const effectiveFrom = momentOf(data.effectiveFrom ?? '');
  const suspension: Suspension = {
    id: commandId,
    place,
    acts: data.acts ?? books.policy<string[]>('suspension.covers', effectiveFrom),
    pollutants,
    reason: data.reason ?? '',
    proposedBy: actor.id,
    reviewers: [],
    opinions: { ORDER: new Map(), LIFT: new Map() },
    status: 'PROPOSED',
    effectiveFrom,
    liftedFrom: null,
    orderNo: data.orderNo ?? null,
  };
  books.suspensions.push(suspension);
  return suspensionAnswer(suspension);
};

/** The bureau lead's step on a proposal of somebody else. */
const suspensionStep = (books: Books, order: Order, from: string) => {
  const { id, place } = order.data;
  const suspension = found(books.suspensions.find((one) => one.id === id && one.place === place));
  const grounds = inPlace(order, place)
    .ask(suspension.status === from, 'WRONG_STATE')
    .ask(
      ![suspension.proposedBy, ...suspension.reviewers].some((by) => tookPart(order, by)),
      'SEPARATION_OF_DUTIES',
    );
  return { suspension, grounds };
};
const explained = (order: Order, moment: string, reason: string | null | undefined): boolean =>
  !isPast(moment, order) || isTold(reason);

const OrderSuspension: Handler = (books, order) => {
  const { data } = order;
  const { suspension, grounds } = suspensionStep(books, order, 'PROPOSED');
  const orderNo = data.orderNo ?? suspension.orderNo ?? '';
  const effectiveFrom =
    data.effectiveFrom === undefined ? suspension.effectiveFrom : momentOf(data.effectiveFrom);
  grounds
    .ask(allPass(suspension.opinions.ORDER), 'REVIEW_OPINION')
    .ask(orderNo.trim() !== '', 'ORDER_NUMBER_REQUIRED')
    .ask(explained(order, effectiveFrom, data.reason ?? suspension.reason), 'BACK_DATING_REASON')
    .stop();
  Object.assign(suspension, {
    status: 'ORDERED',
    orderNo,
    effectiveFrom,
    reason: data.reason ?? suspension.reason,
  });
  return suspensionAnswer(suspension);
};

/** An opinion on the proposed order, or on lifting the one in force. */
const ReviewSuspension: Handler = (books, order) => {
  const { id, place, decision } = order.data;
  const suspension = found(books.suspensions.find((one) => one.id === id && one.place === place));
  const division = divisionOf(order);
  inPlace(order, place)
    .ask(['PROPOSED', 'ORDERED'].includes(suspension.status), 'WRONG_STATE')
    .ask(!tookPart(order, suspension.proposedBy), 'SEPARATION_OF_DUTIES')
    .stop();
  suspension.opinions[suspension.status === 'ORDERED' ? 'LIFT' : 'ORDER'].set(division, decision);
  suspension.reviewers.push(order.actor.id);
  return suspensionAnswer(suspension);
};

const DeclineSuspension: Handler = (books, order) => {
  const { suspension, grounds } = suspensionStep(books, order, 'PROPOSED');
  grounds.stop();
  suspension.status = 'DECLINED';
  return suspensionAnswer(suspension);
};

const LiftSuspension: Handler = (books, order) => {
  const { data, at } = order;
  const { suspension, grounds } = suspensionStep(books, order, 'ORDERED');
  const liftedFrom = data.effectiveFrom === undefined ? at : momentOf(data.effectiveFrom);
  grounds
    .ask(allPass(suspension.opinions.LIFT), 'REVIEW_OPINION')
    .ask(explained(order, liftedFrom, data.reason), 'BACK_DATING_REASON')
    .stop();
  impossible({ effectiveFrom: liftedFrom < suspension.effectiveFrom });
  Object.assign(suspension, { status: 'LIFTED', liftedFrom });
  return suspensionAnswer(suspension);
};

/** 第十五条: a park's verdict is due by 31 January of the year after; late is marked, not refused. */
const deadline = (order: Order, { place, year }: Pick<Data, 'place' | 'year'>): Answer => {
  const dueOn = kindOf(place) === 'PARK' ? `${year + 1}-01-31` : null;
  return { dueOn, late: dueOn !== null && today(order) > dueOn };
};

const RecordAssessment: Handler = (books, order) => {
  const { data, commandId, actor } = order;
  inPlace(order, data.place).stop();
  impossible({ year: data.year >= yearOf(today(order)) });
  books.assessments.push({ id: commandId, data, recordedBy: actor.id, status: 'DRAFT' });
  return { id: commandId, status: 'DRAFT', ...deadline(order, data) };
};

/** 第十条: a later verdict on the same place and year takes the place of the former. */
const PublishAssessment: Handler = (books, order) => {
  const { id, place } = order.data;
  const draft = found(books.assessments.find((one) => one.id === id && one.data.place === place));
  inPlace(order, place)
    .ask(draft.status === 'DRAFT', 'WRONG_STATE')
    .ask(!tookPart(order, draft.recordedBy), 'SEPARATION_OF_DUTIES')
    .stop();
  for (const one of books.assessments)
    if (one.status === 'PUBLISHED' && one.data.place === place && one.data.year === draft.data.year)
      one.status = 'REPLACED';
  draft.status = 'PUBLISHED';
  return { id, status: 'PUBLISHED', ...deadline(order, draft.data) };
};

export const STANDING: Readonly<Record<string, Handler>> = {
  RecordReading,
  CorrectReading,
  RecordMeasures,
  ProposeSuspension,
  ReviewSuspension,
  OrderSuspension,
  DeclineSuspension,
  LiftSuspension,
  RecordAssessment,
  PublishAssessment,
};
