/** Approvals without quota behind them, and who answered for a violation (第二十一条). */
import { type Handler, inPlace, today } from './asking.js';
import type { Books } from './books.js';
import { type Answer, type EiaItem, found, Grounds, impossible } from './orders.js';
import { mg, t, total, within } from './plain.js';

/** 第二十一条: an approval without enough quota behind it is found the same day; nothing is refused for it. */
const compared = (books: Books, item: EiaItem, newId: string): Answer => {
  const { approvalNo, place, projectCode, lines } = item;
  books.approvals.set(`${place} ${approvalNo}`, item);
  const files = books.withdrawals.filter(
    ({ status, project }) =>
      ['VOUCHERED', 'REGISTERED', 'PERMITTED'].includes(status) &&
      project.code === projectCode &&
      (within(project.place, place) || within(place, project.place)),
  );
  const shortfalls = lines.flatMap(({ pollutant, amount }) => {
    const needs = files.flatMap((file) => file.needs.filter((need) => need.pollutant === pollutant));
    const backed = total(needs.map(({ increment }) => increment));
    if (mg(amount) <= backed) return [];
    return [{ pollutant, approved: amount, backed: t(backed), shortfall: t(mg(amount) - backed) }];
  });
  const vouchers = files.map(({ voucher }) => voucher?.no ?? '').toSorted();
  const matched = shortfalls.length === 0 && (lines.length > 0 || vouchers.length > 0);
  const key = `${place} ${approvalNo}`;
  const known = books.findings.get(key);
  // Closed by a document that knew of at least as much missing: it stays closed.
  const isClosed =
    known?.byDocument === true &&
    shortfalls.every((line) => {
      const before = known.missing.find(({ pollutant }) => pollutant === line.pollutant);
      return before !== undefined && mg(line.shortfall) <= mg(before.shortfall);
    });
  if (!matched && isClosed)
    return { approvalNo, matched, vouchers: [], findingId: known.id, shortfalls: known.missing };
  if (!matched || known) {
    const id = known?.id ?? newId;
    const missing = matched ? (known?.missing ?? []) : shortfalls;
    books.findings.set(key, { id, place, open: !matched, byDocument: false, missing });
  }
  return { approvalNo, matched, vouchers, findingId: books.findings.get(key)?.id ?? null, shortfalls };
};

const ImportEiaApprovals: Handler = (books, order) => {
  const grounds = new Grounds();
  for (const { place, approvedOn } of order.data.items)
    grounds.add(inPlace(order, place)).ask(approvedOn <= today(order), 'EFFECTIVE_DATE_INVALID');
  grounds.stop();
  return {
    items: order.data.items.map((item, index) => compared(books, item, `${order.commandId}-${index + 1}`)),
  };
};

/** Rulebook 1.6: wrongly recorded figures are taken back by decision, and the approval is compared again. */
const CorrectEiaApproval: Handler = (books, order) => {
  const { place, approvalNo, figures } = order.data;
  const known = found(books.approvals.get(`${place} ${approvalNo}`));
  const item = { ...known, ...figures } as EiaItem;
  inPlace(order, place)
    .ask(item.approvedOn <= today(order), 'EFFECTIVE_DATE_INVALID')
    .stop();
  const told = ({ approvedOn, projectCode, lines }: EiaItem): string =>
    [approvedOn, projectCode, ...lines.map((line) => `${line.pollutant} ${line.amount}`).toSorted()].join();
  impossible({ changes: told(item) === told(known) });
  return compared(books, item, `${order.commandId}-1`);
};

/** 第二十一条: a finding that no voucher will cover is closed by a document. */
const CloseFinding: Handler = (books, order) => {
  const { id, place } = order.data;
  const finding = found([...books.findings.values()].find((one) => one.id === id && one.place === place));
  inPlace(order, place).ask(finding.open, 'WRONG_STATE').stop();
  Object.assign(finding, { open: false, byDocument: true });
  return { id, status: 'CLOSED' };
};

/** 第二十一条: about a finding, a reduction or a void that is on record. */
const RecordAccountability: Handler = (books, order) => {
  const { place, violation, reference, decidedOn } = order.data;
  inPlace(order, place).stop();
  impossible({ decidedOn: decidedOn > today(order) });
  const lotOf = (one: string): string | undefined =>
    one.startsWith('lot-')
      ? books.deposits.find(({ id }) => `lot-${id}` === one)?.reduction.filing.place
      : one.slice(0, -5);
  const known =
    violation === 'UNBACKED_APPROVAL'
      ? [...books.findings.values()].some((one) => one.id === reference && one.place === place)
      : violation === 'DOUBLE_USE'
        ? books.reductions.some(({ id }) => id === reference)
        : books.voids.get(reference)?.done === true && lotOf(reference) === place;
  new Grounds().ask(known, 'ACCOUNTABILITY_GROUND').stop();
  books.records.push({ id: order.commandId, place, status: 'RECOGNISED' });
  return { id: order.commandId, status: 'RECOGNISED' };
};
const WithdrawAccountability: Handler = (books, order) => {
  const { id, place } = order.data;
  const record = found(books.records.find((one) => one.id === id && one.place === place));
  inPlace(order, place)
    .ask(record.status === 'RECOGNISED', 'WRONG_STATE')
    .stop();
  record.status = 'WITHDRAWN';
  return { id, status: 'WITHDRAWN' };
};

export const FINDINGS: Readonly<Record<string, Handler>> = {
  ImportEiaApprovals,
  CorrectEiaApproval,
  CloseFinding,
  RecordAccountability,
  WithdrawAccountability,
};
