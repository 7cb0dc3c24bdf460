import { PASSWORD } from '../../support/service.js';
import type { Play } from '../stage.js';
import { FIRST_LOAD_BYTES, weigh } from '../weight.js';

/** What a first visit costs. */
export const firstLoad: Play = (stage) => {
  it('comes over the wire light enough when it is opened for the first time', async () => {
    const desk = await stage().stranger();
    const weight = await weigh(desk.page);
    await desk.signIn('county-clerk@320583', PASSWORD);
    await desk.settle();
    expect(weight()).toBeGreaterThan(100_000);
    expect(weight()).toBeLessThan(FIRST_LOAD_BYTES);
  });
};
