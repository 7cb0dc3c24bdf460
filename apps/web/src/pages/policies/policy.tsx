import type { PolicyView } from '../../api/views.js';
import { useLanguage } from '../../messages/language.js';
import { Acts } from '../../parts/act/acts.js';
import { useItemId } from '../../parts/item.js';
import { Facts, Page } from '../../parts/page.js';
import { SheetPanel } from '../../parts/sheet-panel.js';
import { Waiting } from '../../parts/states.js';
import { instant, today } from '../../parts/times.js';
import { useCode } from '../../parts/words.js';
import { usePolicies } from './policies.js';
import { shapeOf, usePolicyValue, useValueChoices } from './policy-value.js';
import { useWords } from './words.js';

type Props = { readonly policy: PolicyView };

const History = ({ policy }: Props) => {
  const words = useWords();
  const code = useCode();
  const shown = usePolicyValue();
  const isPending = (effectiveFrom: string): boolean => new Date(effectiveFrom).getTime() > Date.now();
  return (
    <SheetPanel
      title={words('history')}
      rows={policy.history}
      rowKey={({ version }) => version}
      empty={words('noHistory')}
      columns={[
        { key: 'version', title: words('version'), cell: ({ version }) => <code>{version}</code> },
        { key: 'value', title: code('field', 'value'), cell: ({ value }) => shown(value) },
        {
          key: 'from',
          title: code('field', 'effectiveFrom'),
          cell: ({ effectiveFrom }) => (
            <>
              {instant(effectiveFrom)}{' '}
              {isPending(effectiveFrom) && <span className="soon">{words('pending')}</span>}
            </>
          ),
        },
        { key: 'no', title: code('field', 'decisionNo'), cell: ({ decisionNo }) => decisionNo },
      ]}
    />
  );
};

const Policy = ({ policy }: Props) => {
  const words = useWords();
  const shown = usePolicyValue();
  const { language } = useLanguage();
  const { key, article, value, version, form } = policy;
  const choices = useValueChoices(form);
  return (
    <Page title={language === 'en' ? policy.en : policy.zh} about={words('oneAbout')}>
      <Facts
        rows={[
          [words('policy'), <code key="key">{key}</code>],
          [words('article'), article],
          [words('value'), shown(value)],
          [words('standard'), shown(policy.default)],
          [words('version'), <code key="version">{version}</code>],
        ]}
      />
      <Acts
        acts={[
          {
            title: words('adopt'),
            route: '/api/v1/policies',
            permission: 'policy:adopt',
            fixed: { key },
            only: ['value', 'effectiveFrom', 'decisionNo'],
            shapes: { value: shapeOf(form) },
            choices,
            initial: { value, effectiveFrom: today() },
          },
        ]}
      />
      <History policy={policy} />
    </Page>
  );
};

/** One policy: what is in force, what it was, and adopting another value. */
export const PolicyPage = () => {
  const id = useItemId();
  const policies = usePolicies();
  const policy = policies.data?.items.find(({ key }) => key === id);
  if (policy === undefined) return <Waiting error={policies.error} retry={() => void policies.refetch()} />;
  return <Policy policy={policy} />;
};
