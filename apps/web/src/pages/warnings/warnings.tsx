import type { WarningView } from '../../api/views.js';
import { speaking } from '../../messages/language.js';
import { Acts } from '../../parts/act/acts.js';
import { useAsked } from '../../parts/filters.js';
import { useMemberColumns } from '../../parts/members.js';
import { Register } from '../../parts/register.js';
import type { Column } from '../../parts/sheet.js';
import { To } from '../../parts/to.js';
import { useMay } from '../../session/me.js';

const useWords = speaking({
  title: { zh: '预警', en: 'Warnings' },
  about: {
    zh: '由月度监测逐月算出；当地应采取措施，监测处可据此建议暂停（第九条）。',
    en: 'Computed from the monthly readings; the place acts on them, monitoring may propose an order.',
  },
  empty: { zh: '没有预警', en: 'No warnings' },
  measures: { zh: '已采取措施', en: 'Measures taken' },
  none: { zh: '尚无', en: 'none yet' },
  record: { zh: '登记整改措施', en: 'Record a measure' },
  act: { zh: '登记措施', en: 'Record a measure' },
  propose: { zh: '建议暂停', en: 'Propose an order' },
});

const Doing = ({ warning }: { readonly warning: WarningView }) => {
  const words = useWords();
  const may = useMay();
  const { place, month, medium, indicator, readingIds } = warning;
  return (
    <span className="spread">
      {may('suspension:propose') && (
        <To page="/orders" search={{ place, readings: readingIds.join(',') }}>
          {words('propose')}
        </To>
      )}
      {may('measure:record') && (
        <To page="/warnings" search={{ place, month, medium, indicator }}>
          {words('act')}
        </To>
      )}
    </span>
  );
};

const useColumns = (): readonly Column<WarningView>[] => {
  const words = useWords();
  return [
    ...useMemberColumns<WarningView>([
      'place',
      'month',
      'level',
      'medium',
      'indicator',
      'value',
      'target',
      'lastYear',
      'unit',
      'grounds',
    ]),
    {
      key: 'measures',
      title: words('measures'),
      cell: ({ measures }) =>
        measures.length === 0 ? (
          <span className="soft">{words('none')}</span>
        ) : (
          <span className="wrap">{measures.map(({ taken }) => taken).join('；')}</span>
        ),
    },
    { key: 'do', title: '', cell: (warning) => <Doing warning={warning} /> },
  ];
};

/** 月度预警, and what was done about each. */
export const WarningsPage = () => {
  const words = useWords();
  const { place, month, medium, indicator } = useAsked();
  const chosen = { place, month, medium, indicator };
  return (
    <Register<WarningView>
      label={words('title')}
      about={words('about')}
      route="/api/v1/warnings"
      columns={useColumns()}
      rowKey={(one) => `${one.place} ${one.month} ${one.medium} ${one.indicator}`}
      empty={words('empty')}
      filters={[
        { name: 'place' },
        { name: 'month' },
        { name: 'medium', codes: ['WATER', 'AIR'] },
        { name: 'level', codes: ['NOTICE', 'PROPOSAL'] },
      ]}
    >
      <Acts
        key={JSON.stringify(chosen)}
        acts={[
          {
            title: words('record'),
            route: '/api/v1/measures',
            permission: 'measure:record',
            initial: Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined)),
          },
        ]}
      />
    </Register>
  );
};
