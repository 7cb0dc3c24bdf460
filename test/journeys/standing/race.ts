import { setTimeout as sleep } from 'node:timers/promises';
import { must, poolIdOf } from '#kernel';
import type { Items, LogEvent } from '../../support/answers.js';
import type { Answer } from '../../support/client.js';
import { bodyOf, PASS, refusal } from '../../support/journey.js';
import { type Part } from './watch.js';

/** An order and an approval that arrive at once. */
export const orderAgainstApprovals: Part = (at) => {
  describe('an order against approvals, at once', () => {
    const PLACE = '320506';
    const ROUNDS = 200;

    it(`${ROUNDS} rounds: no voucher at or after the order’s position until it is lifted`, async () => {
      const readingIds = [await at().measured(PLACE, '2026-07', '170')];
      const rounds = await Promise.all(
        Array.from({ length: ROUNDS }, async (_, round) => {
          const suspension = await at().proposed(PLACE, {
            readingIds,
            orderNo: `示例环暂〔2026〕R${round}号`,
          });
          const withdrawal = bodyOf(await at().filing(PLACE, poolIdOf(PLACE)), 201);
          await at().journey.hold(withdrawal.id, PLACE);
          return { suspension: suspension.id, withdrawal: withdrawal.id };
        }),
      );
      const approver = await at().journey.approver(PLACE);
      let granted = 0;
      for (const [round, { suspension, withdrawal }] of rounds.entries()) {
        const order = (): Promise<Answer> => at().lead.post(`/suspensions/${suspension}/order`, {});
        const approve = (): Promise<Answer> => approver.post(`/withdrawals/${withdrawal}/approval`, PASS);
        const orderFirst = round % 2 === 0;
        // The order has to look up its place first; a head start of some milliseconds lets either arrive first.
        const late = (): Promise<Answer> => sleep(round % 10).then(approve);
        const answers = await Promise.all(orderFirst ? [order(), late()] : [approve(), order()]);
        const [given, issued] = orderFirst ? answers : answers.toReversed();
        expect(must(given, 'order').status).toBe(200);
        if (must(issued, 'approval').status === 200) granted += 1;
        else expect(refusal(must(issued, 'approval'))).toBe('409 SUSPENDED');
        await at().lifted(suspension);
      }
      expect(granted).toBeGreaterThan(0);
      expect(granted).toBeLessThan(ROUNDS);
      await assertNoVoucherUnderOrder(
        new Set(rounds.map(({ withdrawal }) => `withdrawal-${withdrawal}`)),
        granted,
      );
    }, 120_000);

    /** Read from the log alone: between an order and its lifting no voucher of the place. */
    const assertNoVoucherUnderOrder = async (
      streams: ReadonlySet<string>,
      granted: number,
    ): Promise<void> => {
      const office = await at().journey.office();
      const orders = await at().journey.events(`standing-${PLACE}`);
      const path = '/events?type=VoucherIssued&limit=1000';
      const issued = bodyOf(await office.get<Items<LogEvent>>(path), 200).items;
      const vouchers = issued.filter(({ stream }) => streams.has(stream));
      const last = (position: number): string =>
        orders.findLast((event) => event.position < position && /Ordered|Lifted/.test(event.type))?.type ??
        'none';
      expect(vouchers).toHaveLength(granted);
      expect(vouchers.filter(({ position }) => last(position) === 'SuspensionOrdered')).toEqual([]);
      expect(orders.filter(({ type }) => type === 'SuspensionOrdered')).toHaveLength(ROUNDS);
    };
  });
};
