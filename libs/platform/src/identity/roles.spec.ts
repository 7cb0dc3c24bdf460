import fc from 'fast-check';
import { ADMINISTRATORS, answersFor, PLACES, type Role, ROLES } from '#kernel';
import { DEMO_ACCOUNTS } from './demo-accounts.js';
import { type Permission, PERMISSIONS, rolesAllowed } from './permissions.js';
import { assertAccountRules, DUTY_CHAINS, joinsDuties } from './account-rules.js';
import { ACCOUNT_ROLES, BUSINESS_ROLES, roleName } from './roles.js';
import { Turnstile } from './turnstile.js';

const permissions = Object.keys(PERMISSIONS) as Permission[];

describe('roles and permissions', () => {
  it('give every role but the service’s something to do, and no permission to nobody', () => {
    const used = new Set(permissions.flatMap((permission) => rolesAllowed(permission)));
    expect([...used].toSorted()).toEqual([...ACCOUNT_ROLES].toSorted());
    expect(permissions.filter((permission) => rolesAllowed(permission).length === 0)).toEqual([]);
    expect(used.has('system')).toBe(false);
  });

  it('keep administrators out of business', () => {
    const theirs = permissions.filter((permission) =>
      ADMINISTRATORS.some((role) => rolesAllowed(permission).includes(role)),
    );
    expect(theirs).toEqual([
      'session:own',
      'reference:read',
      'stream:read',
      'inbox:read',
      'account:read',
      'account:staffing',
      'account:create',
      'account:request',
      'account:confirm',
      'account:lock',
      'person:write',
      'access-log:read',
      'delegation:read',
      'event:read',
      'signing-key:rotate',
    ]);
    expect(rolesAllowed('event:read')).not.toContain('system-admin');
    expect(BUSINESS_ROLES).toHaveLength(ROLES.length - 4);
  });

  it('let no single role carry one item through', () => {
    for (const item of ['deposit', 'withdrawal'] as const) {
      const steps = [`${item}:file`, `${item}:first-review`, `${item}:approve`] as const;
      const holders = steps.flatMap((step) => rolesAllowed(step));
      expect(new Set(holders).size).toBe(holders.length);
    }
  });

  it('leave no account that files and approves, makes a user and is one, or acts and keeps the log', () => {
    const dangerous = [
      ...DUTY_CHAINS.flatMap((chain) =>
        chain.flatMap((step, index) => chain.slice(index + 1).map((later) => [step, later] as const)),
      ),
      ['account:create', 'account:lock'],
      ...permissions
        .filter((one) => !rolesAllowed(one).some((role) => ADMINISTRATORS.some((admin) => admin === role)))
        .flatMap((one) => [
          ['account:create', one] as const,
          ['account:confirm', one] as const,
          ['account:lock', one] as const,
          ['access-log:read', one] as const,
        ]),
    ] as const satisfies readonly (readonly [Permission, Permission])[];
    const can = (roles: readonly Role[], act: Permission): boolean =>
      roles.some((role) => rolesAllowed(act).includes(role));
    const allowed = (roles: readonly Role[]): boolean => {
      try {
        assertAccountRules({ username: 'somebody', roles, place: '320500' });
        return true;
      } catch {
        return false;
      }
    };
    const pairs = ACCOUNT_ROLES.flatMap((one) => ACCOUNT_ROLES.map((other) => [...new Set([one, other])]));
    const holding = pairs.filter((roles) => allowed(roles));
    expect(holding.length).toBeGreaterThan(ACCOUNT_ROLES.length);
    const both = holding.flatMap((roles) =>
      dangerous.filter(([one, other]) => can(roles, one) && can(roles, other)).map((acts) => [roles, acts]),
    );
    expect(both).toEqual([]);
    expect(dangerous.length).toBeGreaterThan(100);
  });

  it('may be held together where they are links of different chains, and of any number', () => {
    fc.assert(
      fc.property(fc.subarray([...BUSINESS_ROLES]), (roles) => {
        const links = DUTY_CHAINS.map((chain) =>
          chain.filter((step) => roles.some((role) => rolesAllowed(step).includes(role))),
        );
        expect(joinsDuties(roles)).toBe(links.some((chain) => chain.length > 1));
      }),
    );
  });

  it('have a name in both languages', () => {
    for (const role of ROLES) {
      expect(roleName(role, 'zh-CN')).toMatch(/^[\u4e00-\u9fff]+$/);
      expect(roleName(role, 'en')).toMatch(/^[a-z ]+$/);
    }
  });
});

describe('the rules of an account', () => {
  const account = { username: 'office@320500', roles: ['office'], place: '320500' } as const;
  const refusing =
    (changes: object): (() => void) =>
    () =>
      assertAccountRules({ ...account, ...changes });

  it('take a business account, several business roles, and each administrator alone', () => {
    assertAccountRules(account);
    assertAccountRules({ ...account, roles: ['office', 'joint-review'] });
    for (const role of ADMINISTRATORS) assertAccountRules({ ...account, roles: [role] });
  });

  it('refuse every administrator with any other role', () => {
    for (const administrator of ADMINISTRATORS) {
      for (const other of ACCOUNT_ROLES.filter((role) => role !== administrator)) {
        expect(refusing({ roles: [administrator, other] })).toThrow('管理员不得兼任其他岗位');
      }
    }
  });

  it('refuse what is no role, no place and no user name', () => {
    expect(refusing({ roles: [] })).toThrow('roles are missing');
    expect(refusing({ roles: ['office', 'office'] })).toThrow('repeated');
    expect(refusing({ roles: ['system'] })).toThrow('unknown role');
    expect(refusing({ place: '310000' })).toThrow('unknown place');
    for (const username of ['', 'Office', '张三', 'a b c', '-abc', 'x'.repeat(65)]) {
      expect(refusing({ username })).toThrow('not a user name');
    }
  });
});

describe('the demo accounts', () => {
  const names = DEMO_ACCOUNTS.map(({ username }) => username);

  it('keep the rules and are named after their posts', () => {
    for (const account of DEMO_ACCOUNTS) {
      assertAccountRules(account);
      expect(account.username).toBe(`${account.roles.join()}@${account.place}`);
    }
    expect(new Set(names).size).toBe(names.length);
  });

  it('hold every role, and all posts of the contract', () => {
    expect(new Set(DEMO_ACCOUNTS.flatMap(({ roles }) => roles))).toEqual(new Set(ACCOUNT_ROLES));
    expect(names).toEqual(
      expect.arrayContaining([
        'county-clerk@320583',
        'park-clerk@park-kunshan-dev',
        'office@320500',
        'province@320000',
      ]),
    );
    expect(names.filter((name) => name.endsWith('@320500'))).toHaveLength(13);
    expect(names.filter((name) => name.endsWith('@park-sip'))).toHaveLength(3);
  });

  it('can walk an item of every county and park through its three steps with three people', () => {
    const local = PLACES.filter(({ kind }) => kind === 'COUNTY' || kind === 'PARK');
    for (const { code } of local) {
      for (const permission of [
        'withdrawal:file',
        'withdrawal:first-review',
        'withdrawal:approve',
      ] as const) {
        const able = DEMO_ACCOUNTS.filter(
          (account) =>
            account.roles.some((role) => rolesAllowed(permission).includes(role)) &&
            answersFor(account, code),
        ).filter(({ place }) => place !== '320500' && place !== '320000');
        expect([code, permission, able.length > 0]).toEqual([code, permission, true]);
      }
    }
  });
});

describe('a turnstile', () => {
  it('lets so many in at once, makes so many wait, and turns the rest away', async () => {
    const turnstile = new Turnstile({ inside: 2, waiting: 3 });
    let inside = 0;
    let most = 0;
    const work = async (): Promise<string> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resume) => setTimeout(resume, 5));
      inside -= 1;
      return 'done';
    };
    const outcomes = await Promise.all(Array.from({ length: 7 }, () => turnstile.pass(work)));
    expect(outcomes.map((outcome) => outcome?.value)).toEqual([
      'done',
      'done',
      'done',
      'done',
      'done',
      undefined,
      undefined,
    ]);
    expect(most).toBe(2);
  });

  it('frees the place of one who failed', async () => {
    const turnstile = new Turnstile({ inside: 1, waiting: 0 });
    await expect(turnstile.pass(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(await turnstile.pass(() => Promise.resolve(1))).toEqual({ value: 1 });
  });
});
