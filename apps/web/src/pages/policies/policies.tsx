import { useRead } from '../../api/hooks.js';
import type { Items, PolicyView } from '../../api/views.js';
import { useLanguage } from '../../messages/language.js';
import { Export } from '../../parts/export.js';
import { ItemLink } from '../../parts/item.js';
import { Page } from '../../parts/page.js';
import { Sheet, type Column } from '../../parts/sheet.js';
import { Waiting } from '../../parts/states.js';
import { usePolicyValue } from './policy-value.js';
import { useWords } from './words.js';

/** Every policy with what is in force. */
export const usePolicies = () => useRead<Items<PolicyView>>('/api/v1/policies', { query: { perPage: 200 } });

const useColumns = (): readonly Column<PolicyView>[] => {
  const words = useWords();
  const shown = usePolicyValue();
  const { language } = useLanguage();
  return [
    {
      key: 'policy',
      title: words('policy'),
      cell: ({ key, zh, en }) => (
        <ItemLink page="/policies" id={key}>
          {language === 'en' ? en : zh}
        </ItemLink>
      ),
    },
    { key: 'article', title: words('article'), cell: ({ article }) => article },
    {
      key: 'value',
      title: words('value'),
      cell: ({ value }) => <span className="wrap">{shown(value)}</span>,
    },
    {
      key: 'default',
      title: words('standard'),
      cell: (policy) => <span className="wrap soft">{shown(policy.default)}</span>,
    },
    { key: 'version', title: words('version'), cell: ({ version }) => <code>{version}</code> },
  ];
};

/** 口径: every policy in force. */
export const PoliciesPage = () => {
  const words = useWords();
  const columns = useColumns();
  const policies = usePolicies();
  return (
    <Page
      title={words('title')}
      about={words('about')}
      actions={<Export route="/api/v1/policies" name="policies" />}
    >
      {policies.data === undefined ? (
        <Waiting error={policies.error} retry={() => void policies.refetch()} />
      ) : (
        <Sheet
          label={words('title')}
          rows={policies.data.items}
          rowKey={({ key }) => key}
          columns={columns}
        />
      )}
    </Page>
  );
};
