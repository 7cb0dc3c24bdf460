import type { Browser } from 'playwright-core';
import { usccCheckCharacter } from '#kernel';
import { Desk, hasBrowser, openBrowser } from '../support/browser.js';
import { bodyOf, Journey } from '../support/journey.js';
import { PASSWORD, startTestService, type TestService } from '../support/service.js';

/** A credit code nobody else has. */
export const uscc = (serial: string): string => {
  const body = `91320583MA8${serial.padStart(6, '0')}`;
  return body + usccCheckCharacter(body);
};

/** A post that needs a second factor, which no demo account holds. */
export const GUARDED = 'law-review';

/** One service and one browser, on which all journeys are played one after another. */
export class Stage {
  readonly journey: Journey;
  private readonly open: Desk[] = [];
  private readonly tokens = new Map<string, string>();

  private constructor(
    readonly running: TestService,
    readonly browser: Browser,
  ) {
    this.journey = new Journey(running.offices);
  }

  static async raise(): Promise<Stage> {
    const running = startTestService({ AUTH_SECOND_FACTOR_ROLES: GUARDED, LEDGERS: '330000' });
    return new Stage(...(await Promise.all([running, openBrowser()])));
  }

  async strike(): Promise<void> {
    await this.browser.close();
    await this.running.stop();
  }

  /** Everybody leaves. */
  async clear(): Promise<void> {
    await Promise.all(this.open.splice(0).map((desk) => desk.leave()));
  }

  /** Somebody who has not signed in. */
  async stranger(): Promise<Desk> {
    const desk = await Desk.at(this.browser, this.running.service.url);
    this.open.push(desk);
    return desk;
  }

  async tokenOf(username: string): Promise<string> {
    const known = this.tokens.get(username);
    if (known !== undefined) return known;
    const credentials = { username, password: PASSWORD };
    const answer = await this.running.offices.stranger.post<{ accessToken: string }>(
      '/auth/login',
      credentials,
    );
    this.tokens.set(username, bodyOf(answer, 200).accessToken);
    return this.tokenOf(username);
  }

  async deskOf(username: string, path: string): Promise<Desk> {
    const desk = await this.stranger();
    await desk.enter(await this.tokenOf(username));
    await desk.open(path);
    return desk;
  }
}

/** 通过, and yes, really. */
export const pass = async ({ page }: Desk): Promise<void> => {
  await page.getByRole('button', { name: '通过', exact: true }).click();
  await page.getByRole('button', { name: '确认', exact: true }).click();
};

export const sees = async ({ page }: Desk, words: string): Promise<void> => {
  await page.getByText(words, { exact: false }).first().waitFor();
};

/** Journeys that belong together; the stage stands once they are played. */
export type Play = (stage: () => Stage) => void;

/** Real Chromium, the real service, the demo city. Without a browser these tests are skipped, and say so. */
export const onStage = (title: string, plays: readonly Play[]): void => {
  if (!hasBrowser) process.stderr.write('no Chromium here: the console is not tested\n');
  // A whole crawl looks at some 1,500 pages.
  jest.setTimeout(process.env['CONSOLE'] === 'all' ? 3_600_000 : 300_000);
  (hasBrowser ? describe : describe.skip)(title, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await Stage.raise();
    });
    afterAll(() => stage.strike());
    afterEach(() => stage.clear());
    for (const play of plays) play(() => stage);
  });
};
