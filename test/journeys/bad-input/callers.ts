import { must } from '#kernel';
import { refusal } from '../../support/journey.js';
import { inParallel } from '../../support/naughty.js';
import { PLACE, FOREIGN, trial, type Part } from './writes.js';

const CLERKS = ['county-clerk', 'park-clerk'];
const ELEMENTS = ['element-water', 'element-air'];
const APPROVERS = ['county-approver', 'office', 'bureau-lead', 'province'];
const ADMINISTRATORS = ['system-admin', 'security-admin', 'audit-admin'];
/** Who may come to a route at all. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  '/policies': ['leading-group'],
  '/reductions': CLERKS,
  '/reductions/{id}/uses': ['office'],
  '/deposits': CLERKS,
  '/deposits/{id}/amendment': CLERKS,
  '/deposits/{id}/first-review': ['county-reviewer'],
  '/deposits/{id}/site-verification': ['inspector'],
  '/deposits/{id}/element-review': ELEMENTS,
  '/deposits/{id}/approval': ['office', 'joint-review'],
  '/withdrawals': CLERKS,
  '/withdrawals/{id}/amendment': CLERKS,
  '/withdrawals/{id}/first-review': ['county-reviewer'],
  '/withdrawals/{id}/element-review': ELEMENTS,
  '/withdrawals/{id}/approval': APPROVERS,
  '/withdrawals/{id}/release': APPROVERS,
  '/withdrawals/{id}/registration': APPROVERS,
};
const EVERYBODY = [
  ...['county-clerk', 'county-reviewer', 'county-approver'].map((role) => `${role}@${PLACE}`),
  'park-clerk@park-kunshan-dev',
  ...[
    ...ELEMENTS,
    'joint-review',
    'office',
    'bureau-lead',
    'leading-group',
    'monitoring',
    'inspector',
    'trade-org',
  ].map((role) => `${role}@320500`),
  ...ADMINISTRATORS.map((role) => `${role}@320500`),
  'province@320000',
];

/** Who may come to a route at all, and with what in the address and the headers. */
export const wrongCallers: Part = (at) => {
  describe('every write of this service', () => {
    it('would be accepted as prepared, so that what follows is refused for its own sake', async () => {
      const answers = await at().writingNothing(() =>
        inParallel(at().routes, (route) => trial(route, route.body)),
      );
      expect(answers.map(({ status }, index) => `${at().routes[index]?.name} ${status}`)).toEqual(
        at().routes.map(({ name }) => `${name} 200`),
      );
      expect(
        at()
          .routes.map(({ name }) => name)
          .toSorted(),
      ).toEqual([...Object.keys(ALLOWED), '/demands/assess'].toSorted());
    });

    it('refuses every role it is not for, and whoever has not signed in', async () => {
      await at().writingNothing(async () => {
        for (const { path, body, name } of at().routes) {
          const allowed = ALLOWED[name];
          const wrong = EVERYBODY.filter((account) =>
            allowed
              ? !allowed.includes(account.split('@', 1)[0] ?? '')
              : ADMINISTRATORS.includes(account.split('@', 1)[0] ?? ''),
          );
          const answers = await inParallel(wrong, async (account) =>
            (await at().service.offices.officer(account)).post(path, body),
          );
          expect(answers.map((answer, index) => `${name} ${wrong[index]} ${refusal(answer)}`)).toEqual(
            wrong.map((account) => `${name} ${account} 403 FORBIDDEN_ROLE`),
          );
          expect(refusal(await at().service.offices.stranger.post(path, body))).toBe('401 UNAUTHENTICATED');
        }
      });
    });

    it("refuses another county's officers, whatever their role", async () => {
      const local = at().routes.filter(({ name }) =>
        (ALLOWED[name] ?? CLERKS).some((role) => role.startsWith('county-')),
      );
      expect(local).toHaveLength(11);
      await at().writingNothing(async () => {
        for (const { path, body, name } of local) {
          const role = must(
            (ALLOWED[name] ?? CLERKS).find((one) => one.startsWith('county-')),
            name,
          );
          const answer = await (await at().service.offices.officer(`${role}@${FOREIGN}`)).post(path, body);
          expect(`${name} ${refusal(answer)}`).toBe(`${name} 403 FORBIDDEN_PLACE`);
        }
      });
    });

    it('answers 404 for an item that is not there and 400 for an id that cannot be one', async () => {
      await at().writingNothing(async () => {
        for (const { who, path, body, name } of at().routes.filter((route) => route.name.includes('{id}'))) {
          const missing = await who.post(path.replace(/^(\/\w+\/)[\w-]+/, '$1no-such-item'), body);
          expect(`${name} ${refusal(missing)}`).toBe(`${name} 404 NOT_FOUND`);
          const impossible = await who.post(path.replace(/^(\/\w+\/)[\w-]+/, '$1%00'), body);
          expect(`${name} ${refusal(impossible)}`).toBe(`${name} 400 INVALID_FIELD`);
        }
      });
    });

    it('refuses a query it does not know', async () => {
      await at().writingNothing(async () => {
        for (const { who, path, body, name } of at().routes.filter(
          (route) => route.name !== '/demands/assess',
        )) {
          for (const query of ['dryRun=yes', 'dryrun=true', 'dryRun=true&dryRun=false', 'force=1']) {
            expect(`${name} ${query} ${refusal(await who.post(`${path}?${query}`, body))}`).toBe(
              `${name} ${query} 400 INVALID_FIELD`,
            );
          }
        }
      });
    });

    it('refuses a version that is not the one it has', async () => {
      await at().writingNothing(async () => {
        for (const { who, path, body, name } of at().routes.filter((route) => route.name.includes('{id}'))) {
          const answer = await who.post(path, body, { headers: { 'if-match': '"999"' } });
          expect(`${name} ${refusal(answer)}`).toBe(`${name} 412 VERSION_MISMATCH`);
        }
      });
    });
  });
};
