import { EMPTY_HEAD } from '#libs/event-store';
import { LEDGER, tellDemoYear } from '#apps/api';
import { note, type ExitCode } from '../terminal.js';
import { withLedger } from './ledger.js';

/** `seed`: tells the demo city's year to an empty ledger; leaves any other alone. */
export const seed = (): Promise<ExitCode> =>
  withLedger(async ({ store }) => {
    const before = await store.head(LEDGER);
    if (before.position !== EMPTY_HEAD.position) {
      note(`台账已有 ${before.position} 个事件，未装入示例 / the ledger is not empty, nothing was seeded`);
      return 1;
    }
    await tellDemoYear(store);
    note(`示例城市已装入，共 ${(await store.head(LEDGER)).position} 个事件 / the demo city is loaded`);
    return 0;
  });
