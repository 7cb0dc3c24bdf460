import { useState } from 'react';
import { useRead } from '../../api/hooks.js';
import type { AccountView, Items, SessionView } from '../../api/views.js';
import type { Act } from '../../parts/act/acts.js';
import { Item, useItemId } from '../../parts/item.js';
import { ItemPage } from '../../parts/item-page.js';
import { useMemberFacts } from '../../parts/members.js';
import { Facts, Panel } from '../../parts/page.js';
import { SessionSheet } from '../../parts/session-sheet.js';
import { instant } from '../../parts/times.js';
import { useCode } from '../../parts/words.js';
import { Half, type HalfAnswer } from './half.js';
import { useWords } from './words.js';

type Done = NonNullable<Act['done']>;
/** What every act on an account has in common: it is the directory's, not the ledger's. */
const plainOf = (id: string, done: Done) => ({ path: { id }, untried: true, done, only: [] });

/** What takes two administrators: asking for it, and deciding what another asked for. */
const useChanges = ({ id, status, change, roles, place }: AccountView, done: Done): readonly Act[] => {
  const words = useWords();
  const plain = plainOf(id, done);
  const decide = {
    ...plain,
    route: '/api/v1/accounts/{id}/confirmation',
    permission: 'account:confirm',
    when: change !== null,
  } as const;
  const ask = { ...plain, permission: 'account:request', when: change === null && status !== 'REQUESTED' };
  return [
    { ...decide, title: words('pass'), fixed: { decision: 'PASS' } },
    { ...decide, title: words('reject'), fixed: { decision: 'REJECT' } },
    {
      ...ask,
      title: words('roles'),
      route: '/api/v1/accounts/{id}/roles',
      only: ['roles', 'place'],
      initial: { roles, place },
    },
    { ...ask, title: words('renewal'), route: '/api/v1/accounts/{id}/renewal' },
    { ...ask, title: words('password'), route: '/api/v1/accounts/{id}/password' },
  ];
};

/** What the security administrator does alone, and at once. */
const useKeeping = ({ id, status, secondFactor }: AccountView, done: Done): readonly Act[] => {
  const words = useWords();
  const keep = { ...plainOf(id, done), permission: 'account:lock' };
  const there = status !== 'REQUESTED';
  const locked = status === 'LOCKED';
  return [
    { ...keep, title: words('lock'), route: '/api/v1/accounts/{id}/lock', when: there && !locked },
    { ...keep, title: words('unlock'), route: '/api/v1/accounts/{id}/unlock', when: locked },
    {
      ...keep,
      title: words('resetFactor'),
      route: '/api/v1/accounts/{id}/second-factor-reset',
      when: secondFactor === true,
    },
    { ...keep, title: words('endSessions'), route: '/api/v1/accounts/{id}/sessions/end', when: there },
  ];
};

const Sessions = ({ id }: { readonly id: string }) => {
  const words = useWords();
  const sessions = useRead<Items<SessionView>>('/api/v1/accounts/{id}/sessions', { path: { id } });
  return (
    <Panel title={words('sessions')}>
      {sessions.data && <SessionSheet sessions={sessions.data.items} />}
    </Panel>
  );
};

const Waits = ({ account: { change } }: { readonly account: AccountView }) => {
  const words = useWords();
  const code = useCode();
  if (change === null) return null;
  const { kind, requestedBy: by, requestedAt, roles, place } = change;
  const facts = [
    [code('field', 'roles'), roles.map((role) => code('role', role)).join('、')],
    [code('field', 'place'), place],
  ] as const;
  return (
    <Panel title={words('waiting', { kind: code('kind', kind), by, at: instant(requestedAt) })}>
      <Facts rows={facts} />
    </Panel>
  );
};

const Account = ({ account }: { readonly account: AccountView }) => {
  const words = useWords();
  const [half, setHalf] = useState<HalfAnswer>({});
  const { id, username, status, person } = account;
  const facts = useMemberFacts(account, [
    'id',
    'roles',
    'place',
    'secondFactor',
    'passwordDue',
    'confirmedAt',
  ]);
  const held = person === null ? words('noPerson') : `${person.name} ${person.phone ?? ''}`;
  const done: Done = (answer = {}) => setHalf(answer);
  const acts = [...useChanges(account, done), ...useKeeping(account, done)];
  return (
    <ItemPage
      title={words('one', { username })}
      status={status}
      about={words('oneAbout')}
      facts={[...facts, [words('person'), held]]}
      acts={acts}
    >
      <Half {...half} />
      <Waits account={account} />
      {status !== 'REQUESTED' && <Sessions id={id} />}
    </ItemPage>
  );
};

/** One account, and what two administrators may do with it. */
export const AccountPage = () => (
  <Item<AccountView> route="/api/v1/accounts/{id}" id={useItemId()}>
    {(account) => <Account account={account} />}
  </Item>
);
