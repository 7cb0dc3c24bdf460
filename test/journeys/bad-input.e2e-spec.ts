import { closedAfterAll } from '../support/closing.js';
import { startTestService } from '../support/service.js';
import { badBodies } from './bad-input/bodies.js';
import { wrongCallers } from './bad-input/callers.js';
import { badFields } from './bad-input/fields.js';
import { retryKeys } from './bad-input/keys.js';
import { naughtyTexts } from './bad-input/naughty-texts.js';
import { Writes } from './bad-input/writes.js';

jest.setTimeout(180_000);

const closing = closedAfterAll();
let writes: Writes;
beforeAll(async () => {
  writes = await Writes.on(closing(await startTestService(), (service) => service.stop()));
}, 60_000);

for (const part of [wrongCallers, badFields, badBodies, retryKeys, naughtyTexts]) part(() => writes);
