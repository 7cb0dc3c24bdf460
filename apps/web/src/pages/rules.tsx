import { Input, Tabs } from 'antd';
import { useState } from 'react';
import { useRead } from '../api/hooks.js';
import type { Items, PolicyView, RuleEntryView } from '../api/views.js';
import { useLanguage, useSay } from '../messages/language.js';
import { Export } from '../parts/export.js';
import { Page } from '../parts/page.js';
import { Sheet, type Column } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';

/** What a refusal fills in when it is made. */
const PLACEHOLDERS = /\{\w+\}/g;
const MANY = { perPage: 200 };
const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const Refusals = ({ wanted }: { readonly wanted: string }) => {
  const { say, language } = useLanguage();
  const rules = useRead<Items<RuleEntryView>>('/api/v1/rules', { query: MANY });
  if (rules.data === undefined) return <Waiting error={rules.error} retry={() => void rules.refetch()} />;
  const words = (rule: RuleEntryView) => (language === 'en' ? rule.en : rule.zh);
  const found = rules.data.items.filter((rule) =>
    [rule.code, rule.article, words(rule).title, words(rule).detail].some((text) => text.includes(wanted)),
  );
  return (
    <>
      <div className="filters">
        <span className="filters-note">{say('word.total', { count: found.length })}</span>
        <Export route="/api/v1/rules" name="rules" />
      </div>
      <Sheet
        label={say('rules.refusals')}
        rows={found}
        rowKey={({ code }) => code}
        columns={[
          { key: 'code', title: say('rules.code'), cell: ({ code }) => <code>{code}</code> },
          { key: 'article', title: say('rules.article'), cell: ({ article }) => article },
          {
            key: 'words',
            title: say('rules.words'),
            cell: (rule) => (
              <div className="wrap">
                <strong>{words(rule).title}</strong>
                <div className="soft">{words(rule).detail.replace(PLACEHOLDERS, '…')}</div>
              </div>
            ),
          },
        ]}
      />
    </>
  );
};

const usePolicyColumns = (name: (policy: PolicyView) => string): readonly Column<PolicyView>[] => {
  const say = useSay();
  return [
    {
      key: 'policy',
      title: say('rules.policy'),
      cell: (policy) => (
        <div className="wrap">
          {name(policy)}{' '}
          <div className="soft">
            <code>{policy.key}</code>
          </div>
        </div>
      ),
    },
    { key: 'article', title: say('rules.article'), cell: ({ article }) => article },
    {
      key: 'value',
      title: say('rules.value'),
      cell: ({ value }) => <code className="wrap">{shown(value)}</code>,
    },
    {
      key: 'default',
      title: say('rules.default'),
      cell: (policy) => <code className="wrap">{shown(policy.default)}</code>,
    },
    { key: 'version', title: say('rules.version'), cell: ({ version }) => version },
  ];
};

const Policies = ({ wanted }: { readonly wanted: string }) => {
  const { say, language } = useLanguage();
  const policies = useRead<Items<PolicyView>>('/api/v1/policies', { query: MANY });
  const name = (policy: PolicyView) => (language === 'en' ? policy.en : policy.zh);
  const columns = usePolicyColumns(name);
  if (policies.data === undefined)
    return <Waiting error={policies.error} retry={() => void policies.refetch()} />;
  const found = policies.data.items.filter((policy) =>
    [policy.key, policy.article, name(policy)].some((text) => text.includes(wanted)),
  );
  return (
    <>
      <div className="filters">
        <span className="filters-note">{say('word.total', { count: found.length })}</span>
        <Export route="/api/v1/policies" name="policies" />
      </div>
      <Sheet label={say('rules.policies')} rows={found} rowKey={({ key }) => key} columns={columns} />
    </>
  );
};

/** 规则: every ground of refusal in its own words, and every policy in force. */
export const RulesPage = () => {
  const say = useSay();
  const [wanted, setWanted] = useState('');
  return (
    <Page title={say('rules.title')} about={say('rules.about')}>
      <div className="filters">
        <Input
          allowClear
          className="find"
          aria-label={say('rules.search')}
          placeholder={say('rules.search')}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
        />
      </div>
      <Tabs
        items={[
          { key: 'refusals', label: say('rules.refusals'), children: <Refusals wanted={wanted} /> },
          { key: 'policies', label: say('rules.policies'), children: <Policies wanted={wanted} /> },
        ]}
      />
    </Page>
  );
};
