import { setTimeout as pause } from 'node:timers/promises';
import { MOST_STALL_MS, StallWatch } from '../../../../test/fuzz/stall.js';
import { printed, type PrintOrder } from './print-order.js';
import { PrintRoom, type PrintLimits } from './print-room.js';

const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `行 ${index}`, place: '320583', amount: '3.26434' }));
const list = (count: number): PrintOrder => ({
  form: 'LIST_BOOK',
  name: '表',
  items: rows(count),
  notes: [['台账位置', '1']],
});
const report = (count: number): PrintOrder => ({
  form: 'REPORT_PAPER',
  title: '报表',
  report: { year: 2026, items: rows(count) },
  notes: [['台账位置', '1']],
});

let room: PrintRoom;
const open = (limits: PrintLimits = {}): PrintRoom => (room = new PrintRoom(limits));
afterEach(() => room.close());

describe('the room where files are made', () => {
  it('makes what is drawn without it, byte for byte, and again', async () => {
    open();
    for (const order of [list(3), report(3), { form: 'CSV', items: rows(3) } as const]) {
      const bytes = await room.print(order);
      expect(Buffer.from(bytes).equals(Buffer.from(await printed(order)))).toBe(true);
      expect(Buffer.from(bytes).equals(Buffer.from(await room.print(order)))).toBe(true);
    }
  });

  it('keeps nobody waiting meanwhile', async () => {
    open();
    const watch = new StallWatch();
    await Promise.all([room.print(list(5_000)), room.print(report(100))]);
    await pause(20);
    watch.stop();
    expect(watch.longest()).toBeLessThan(MOST_STALL_MS);
  });

  it('fails an order that takes too much memory, and makes the next', async () => {
    open({ heapMb: 8 });
    const [large, small] = await Promise.allSettled([room.print(list(30_000)), room.print(list(1))]);
    expect(large).toMatchObject({ reason: { trouble: 'TOO_LARGE' } });
    expect(small.status).toBe('fulfilled');
  });

  it('fails an order that takes too long', async () => {
    open({ timeMs: 20 });
    await expect(room.print(list(1_000))).rejects.toMatchObject({ trouble: 'TOO_SLOW' });
  });

  it('tells a defect in the drawing as it is, and goes on', async () => {
    open();
    await expect(room.print({ form: 'VOUCHER', paper: {} } as unknown as PrintOrder)).rejects.toThrow(
      /TypeError/,
    );
    expect((await room.print(list(1))).length).toBeGreaterThan(1_000);
  });

  it('sends away who would be too many, and takes nothing once closed', async () => {
    open();
    const many = await Promise.allSettled(Array.from({ length: 60 }, () => room.print(list(1))));
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set(['fulfilled', 'rejected']));
    const cut = Promise.allSettled([room.print(list(1))]);
    await room.close();
    expect(await cut).toMatchObject([{ reason: { trouble: 'CLOSED' } }]);
    await expect(room.print(list(1))).rejects.toMatchObject({ trouble: 'CLOSED' });
  });
});
