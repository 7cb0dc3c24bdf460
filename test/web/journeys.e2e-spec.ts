import { acrossLedgers } from './journeys/across.js';
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
import { onStage } from './stage.js';

onStage('the console', [
  livePages,
  lookingBack,
  figures,
  firstLoad,
  atTheDoor,
  fileToCredit,
  assessToVoucher,
  orderToLift,
  voidToDebt,
  byKeysAlone,
  passedTogether,
  monthOfReadings,
  sheetOfReadings,
  acrossLedgers,
]);
