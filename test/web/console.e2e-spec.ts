import { jest } from '@jest/globals';
import { hasBrowser } from '../support/browser.js';
import { everyPage } from './journeys/crawl.js';
import { fileToCredit } from './journeys/credit.js';
import { atTheDoor } from './journeys/door.js';
import { figures } from './journeys/figures.js';
import { sheetOfReadings } from './journeys/imports.js';
import { byKeysAlone } from './journeys/keyboard.js';
import { firstLoad } from './journeys/first-load.js';
import { livePages } from './journeys/live.js';
import { lookingBack } from './journeys/looking-back.js';
import { orderToLift } from './journeys/order.js';
import { monthOfReadings } from './journeys/readings.js';
import { passedTogether } from './journeys/together.js';
import { voidToDebt } from './journeys/void.js';
import { assessToVoucher } from './journeys/voucher.js';
import { Stage } from './stage.js';

/** Real Chromium, the real service, the demo city. Without a browser these tests are skipped, and say so. */
const inBrowser = hasBrowser ? describe : describe.skip;
if (!hasBrowser) process.stderr.write('no Chromium here: the console is not tested\n');
jest.setTimeout(300_000);

inBrowser('the console', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await Stage.raise();
  });
  afterAll(() => stage.strike());
  afterEach(() => stage.clear());

  const readers = [livePages, lookingBack, figures, firstLoad];
  const journeys = [
    atTheDoor,
    fileToCredit,
    assessToVoucher,
    orderToLift,
    voidToDebt,
    byKeysAlone,
    passedTogether,
    monthOfReadings,
    sheetOfReadings,
  ];
  for (const play of [...readers, ...journeys, everyPage]) play(() => stage);
});
