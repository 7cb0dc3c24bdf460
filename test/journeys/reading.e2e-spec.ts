import { closedAfterAll } from '../support/closing.js';
import { startTestService } from '../support/service.js';
import { City } from './reading/city.js';
import { dryRuns } from './reading/dry-runs.js';
import { originOfFigures } from './reading/figures.js';
import { lists } from './reading/lists.js';
import { lookingBack } from './reading/looking-back.js';
import { openApi } from './reading/openapi.js';
import { placesAndPosts } from './reading/places.js';
import { problems } from './reading/problems.js';
import { versions } from './reading/versions.js';

jest.setTimeout(60_000);

const closing = closedAfterAll();
let city: City;
beforeAll(async () => {
  city = await City.of(closing(await startTestService(), (service) => service.stop()));
}, 60_000);

const PARTS = [dryRuns, originOfFigures, lookingBack, lists, versions, problems, placesAndPosts, openApi];
for (const part of PARTS) part(() => city);
