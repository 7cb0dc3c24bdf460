import { createHmac } from 'node:crypto';
import { must } from '#kernel';
import { PASSWORD } from '../../support/service.js';
import { bodyOf, CITY } from '../../support/journey.js';
import { GUARDED, sees, type Play, type Stage } from '../stage.js';

const STEP_SECONDS = 30;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** RFC 6238 as an authenticator app computes it, `later` steps from now. */
const codeOf = (secret: string, later = 0): string => {
  const bits = secret.replace(/./g, (letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0'));
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / STEP_SECONDS) + later));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
};

/** A new account as two administrators make it: its first password, in two halves. */
const newAccount = async (stage: Stage, username: string): Promise<string> => {
  const { offices } = stage.running;
  const [system, security] = await Promise.all(
    ['system-admin', 'security-admin'].map((role) => offices.officer(`${role}@${CITY}`)),
  );
  const terms = { username, roles: [GUARDED], place: CITY };
  const asked = bodyOf(
    await must(system, 'system').post<{ id: string; firstHalf: string }>('/accounts', terms),
    201,
  );
  const confirmation = `/accounts/${asked.id}/confirmation`;
  const given = await must(security, 'security').post<{ secondHalf: string }>(confirmation, {
    decision: 'PASS',
  });
  return `${asked.firstHalf}-${bodyOf(given, 200).secondHalf}`;
};

/** In and out: by name and password, after what has to be set up first, everywhere at once. */
export const atTheDoor: Play = (stage) => {
  it('lets an officer in by name and password, and out again', async () => {
    const desk = await stage().stranger();
    await desk.signIn('county-clerk@320583', PASSWORD);
    await sees(desk, '我的待办');
    const kept = (): Promise<unknown> =>
      desk.page.evaluate('[...Object.keys(sessionStorage), ...Object.keys(localStorage)].toSorted()');
    await desk.page.evaluate(`localStorage.setItem('reserve-pool.draft.reduction', '{}')`);
    const told = ['reserve-pool.draft.reduction', 'reserve-pool.language', 'reserve-pool.token'];
    expect(await kept()).toEqual(told);
    await desk.page.getByRole('button', { name: '退出登录' }).click();
    const password = desk.page.getByLabel('口令');
    await password.waitFor();
    expect(await kept()).toEqual(['reserve-pool.language']);
    expect(desk.complaints.take()).toEqual([]);
    // Masked, and filled in by whatever keeps the officer's passwords.
    expect(await password.getAttribute('type')).toBe('password');
    expect(await password.getAttribute('autocomplete')).toBe('current-password');
    await desk.page.getByLabel('用户名').fill('county-clerk@320583');
    await desk.page.getByLabel('口令').fill('wrong-password');
    await desk.page.getByRole('button', { name: '登录' }).click();
    await sees(desk, '用户名或口令不正确');
  });

  it('lets nobody past a password given by administrators and a missing second factor', async () => {
    const username = 'law.li';
    const first = await newAccount(stage(), username);
    const desk = await stage().stranger();
    const { page, complaints } = desk;
    await desk.open('/sign-in');
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('口令').fill(first);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('使用前先完成设置').waitFor();
    expect(await page.locator('.frame-nav').count()).toBe(0);
    await page.getByLabel('现口令').fill(first);
    await page.getByLabel('新口令', { exact: true }).fill('my very own words');
    await page.getByLabel('再输一次新口令').fill('my very own word');
    await page.getByRole('button', { name: '修改口令' }).click();
    await page.getByText('两次输入的新口令不同').waitFor();
    await page.getByLabel('再输一次新口令').fill('my very own words');
    await page.getByRole('button', { name: '修改口令' }).click();

    await page.getByRole('button', { name: '开始设置' }).click();
    const secret = await page.locator('.secret').innerText();
    expect(await page.getByRole('img', { name: '二维码' }).count()).toBe(1);
    await page.getByLabel('六位数字').fill(codeOf(secret));
    await page.getByRole('button', { name: '确认' }).click();
    await page.waitForSelector('.frame-nav');
    expect(complaints.take()).toEqual([]);

    await page.getByRole('link', { name: '法制审核' }).click();
    await page.getByText('本次登录').waitFor();
    await page.getByRole('button', { name: '退出全部登录' }).click();
    await page.getByRole('button', { name: '确认', exact: true }).click();
    await page.getByLabel('用户名').fill(username);
    await page.getByLabel('口令').fill('my very own words');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByLabel('动态口令').fill(codeOf(secret, 1));
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForSelector('.frame-nav');
  });
};
