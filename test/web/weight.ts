import type { Page } from 'playwright-core';

/** What the console may weigh on the wire when it is opened for the first time, charts and replay not counted. */
export const FIRST_LOAD_BYTES = 350 * 1024;

/** Counts what comes over the wire from now on, compressed as it comes. */
export const weigh = async (page: Page): Promise<() => number> => {
  const protocol = await page.context().newCDPSession(page);
  await protocol.send('Network.enable');
  await protocol.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  protocol.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  return () => bytes;
};
