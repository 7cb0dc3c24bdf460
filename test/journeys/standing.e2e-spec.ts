import { closedAfterAll } from '../support/closing.js';
import { startTestService } from '../support/service.js';
import { articleTen } from './standing/article-ten.js';
import { readingsInBulk } from './standing/bulk.js';
import { demoCity } from './standing/demo-city.js';
import { fromReadings } from './standing/from-readings.js';
import { parkOfLimits } from './standing/park.js';
import { orderAgainstApprovals } from './standing/race.js';
import { readModels } from './standing/read-models.js';
import { suspended } from './standing/suspended.js';
import { Watch } from './standing/watch.js';

const closing = closedAfterAll();
let watch: Watch;
beforeAll(async () => {
  watch = await Watch.at(closing(await startTestService(), (service) => service.stop()));
}, 120_000);

const parts = [suspended, articleTen, demoCity, fromReadings, readingsInBulk, parkOfLimits, readModels];
for (const part of [...parts, orderAgainstApprovals]) part(() => watch);
