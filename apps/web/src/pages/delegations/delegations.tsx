import { Button, Input } from 'antd';
import { useState } from 'react';
import { useRead, useWrite } from '../../api/hooks.js';
import type { DelegationView, Items } from '../../api/views.js';
import { speaking } from '../../messages/language.js';
import { Acts } from '../../parts/act/acts.js';
import { useMemberColumns } from '../../parts/members.js';
import { Page, Panel } from '../../parts/page.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { Sheet } from '../../parts/sheet.js';
import { Waiting } from '../../parts/states.js';
import { today } from '../../parts/times.js';
import { useMay } from '../../session/me.js';

const useWords = speaking({
  title: { zh: '代理', en: 'Delegations' },
  about: {
    zh: '离岗期间由他人代办；事件同时记录两人，岗位分离对两人都算。',
    en: 'Let somebody act in your name while you are away; both stand in the event, and both count.',
  },
  grant: { zh: '授权代理', en: 'Let somebody act' },
  granted: { zh: '我授出的', en: 'Granted by me' },
  given: { zh: '他人授予我的', en: 'Granted to me' },
  by: { zh: '委托人用户名', en: 'Delegator’s user name' },
  find: { zh: '查', en: 'Look' },
  none: { zh: '没有代理', en: 'No delegations' },
  revoke: { zh: '撤销', en: 'Revoke' },
  revoked: { zh: '已撤销', en: 'revoked' },
});

const Revoke = ({ id }: { readonly id: string }) => {
  const words = useWords();
  const acting = useWrite<unknown, '/api/v1/delegations/{id}/revocation'>(
    '/api/v1/delegations/{id}/revocation',
  );
  return (
    <>
      <Button
        size="small"
        loading={acting.isPending}
        onClick={() => acting.mutate({ path: { id }, body: {} })}
      >
        {words('revoke')}
      </Button>
      {acting.error && <ProblemNotice error={acting.error} />}
    </>
  );
};

interface ListProps {
  readonly title: string;
  readonly delegator?: string;
  readonly own: boolean;
}
const List = ({ title, delegator, own }: ListProps) => {
  const words = useWords();
  const members = useMemberColumns<DelegationView>(['delegator', 'delegate', 'from', 'until']);
  const read = useRead<Items<DelegationView>>('/api/v1/delegations', { query: { delegator } });
  if (read.data === undefined) return <Waiting error={read.error} />;
  return (
    <Sheet
      label={title}
      rows={read.data.items}
      rowKey={({ id }) => id}
      empty={words('none')}
      columns={[
        ...members,
        {
          key: 'do',
          title: '',
          cell: ({ id, revoked, until }) =>
            revoked ? (
              <span className="soft">{words('revoked')}</span>
            ) : (
              own && until >= today() && <Revoke id={id} />
            ),
        },
      ]}
    />
  );
};

/** 代理: who acts in whose name. */
export const DelegationsPage = () => {
  const words = useWords();
  const may = useMay();
  const [delegator, setDelegator] = useState('');
  return (
    <Page title={words('title')} about={words('about')}>
      <Acts
        acts={[
          {
            title: words('grant'),
            route: '/api/v1/delegations',
            permission: 'delegation:grant',
            initial: { from: today(), until: today() },
          },
        ]}
      />
      {may('delegation:grant') && (
        <Panel title={words('granted')}>
          <List title={words('granted')} own />
        </Panel>
      )}
      <Panel title={words('given')}>
        <div className="filters">
          <Input.Search
            className="find"
            aria-label={words('by')}
            placeholder={words('by')}
            enterButton={words('find')}
            onSearch={setDelegator}
          />
        </div>
        {delegator !== '' && <List title={words('given')} delegator={delegator} own={false} />}
      </Panel>
    </Page>
  );
};
