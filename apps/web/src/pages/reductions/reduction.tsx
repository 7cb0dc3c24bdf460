import { Link } from '@tanstack/react-router';
import { usePage } from '../../api/hooks.js';
import type { DepositView, ReductionView } from '../../api/views.js';
import { AmountLines } from '../../parts/amount-lines.js';
import { Item, ItemLink, useItemId } from '../../parts/item.js';
import { ItemPage, type Fact } from '../../parts/item-page.js';
import { DepositLink } from '../../parts/links.js';
import { useMemberFacts } from '../../parts/members.js';
import { Panel } from '../../parts/page.js';
import { PollutantSheet } from '../../parts/pollutant-sheet.js';
import { Sheet } from '../../parts/sheet.js';
import { SheetPanel } from '../../parts/sheet-panel.js';
import { StatusTag } from '../../parts/status-tag.js';
import { isZero } from '../../parts/tonnes.js';
import { useCode, usePlaceName } from '../../parts/words.js';
import { useMay } from '../../session/me.js';
import { statusOf } from './reductions.js';
import { useWords } from './words.js';

type Props = { readonly reduction: ReductionView };

const Lines = ({ reduction }: Props) => {
  const words = useWords();
  const code = useCode();
  return (
    <Panel title={words('lines')} note="t/a">
      <PollutantSheet
        label={words('lines')}
        lines={reduction.lines}
        columns={[
          { key: 'limit', title: code('field', 'permittedLimit'), amount: (line) => line.permittedLimit },
          { key: 'verified', title: code('field', 'verified'), amount: ({ verified }) => verified },
          ...['TASK', 'PROJECT', 'POOL', 'TRADE', 'IN_HOUSE'].map((use) => ({
            key: use,
            title: code('use', use),
            amount: ({ uses }: ReductionView['lines'][number]) => uses[use] ?? '0',
          })),
          { key: 'left', title: code('field', 'left'), amount: ({ left }) => left },
        ]}
      />
    </Panel>
  );
};

/** Earlier filings that look like this one: the same permit, facility or evidence (第二十一条). */
export const Similar = ({ reduction }: Props) => {
  const words = useWords();
  const code = useCode();
  const nameOf = usePlaceName();
  if (reduction.similar.length === 0) return <p className="soft">{words('noSimilar')}</p>;
  return (
    <Sheet
      label={words('similar')}
      rows={reduction.similar}
      rowKey={({ reductionId, reason }) => `${reductionId} ${reason}`}
      columns={[
        {
          key: 'id',
          title: code('field', 'reductionId'),
          cell: ({ reductionId }) => <ItemLink page="/reductions" id={reductionId} />,
        },
        { key: 'place', title: code('field', 'place'), cell: ({ place }) => nameOf(place) },
        { key: 'reason', title: code('field', 'reason'), cell: ({ reason }) => code('similar', reason) },
      ]}
    />
  );
};

const Deposits = ({ reduction }: Props) => {
  const words = useWords();
  const code = useCode();
  const list = usePage<DepositView>('/api/v1/deposits', { query: { reductionId: reduction.id } });
  return (
    <SheetPanel
      title={words('deposits')}
      rows={list.data?.items ?? []}
      rowKey={({ id }) => id}
      columns={[
        { key: 'id', title: code('field', 'id'), cell: ({ id }) => <DepositLink id={id} /> },
        {
          key: 'status',
          title: code('field', 'status'),
          cell: ({ status }) => <StatusTag status={status} />,
        },
        { key: 'lines', title: code('field', 'lines'), cell: ({ lines }) => <AmountLines lines={lines} /> },
      ]}
    />
  );
};

const useFacts = (reduction: ReductionView): readonly Fact[] => {
  const words = useWords();
  const code = useCode();
  const { unit, guide, evidence } = reduction;
  const facts = useMemberFacts(reduction, [
    'place',
    'permitNo',
    'facility',
    'measure',
    'fundingSource',
    'formedOn',
    'permitChangedOn',
    'filedOn',
  ]);
  return [
    [code('field', 'name'), unit.name],
    [code('field', 'uscc'), unit.uscc],
    ...facts,
    [code('field', 'guide'), `${guide.id} ${guide.version}`],
    [words('evidence'), evidence.map(({ name }) => name).join('、')],
  ];
};

const Reduction = ({ reduction }: Props) => {
  const words = useWords();
  const may = useMay();
  const { id, lines, status } = reduction;
  const left = lines.some((line) => !isZero(line.left)) && status === 'FILED';
  const deposit = (
    <Link className="button" to="/deposits/new" search={{ reduction: id }}>
      {words('deposit')}
    </Link>
  );
  const use = { title: words('book'), route: '/api/v1/reductions/{id}/uses', path: { id } } as const;
  return (
    <ItemPage
      title={words('one', { id })}
      status={statusOf(status)}
      about={words('oneAbout')}
      facts={useFacts(reduction)}
      actions={left && may('deposit:file') && deposit}
      acts={[{ ...use, permission: 'reduction:use', when: left }]}
    >
      <Lines reduction={reduction} />
      <Deposits reduction={reduction} />
      <Panel title={words('similar')}>
        <Similar reduction={reduction} />
      </Panel>
    </ItemPage>
  );
};

/** One reduction. */
export const ReductionPage = () => (
  <Item<ReductionView> route="/api/v1/reductions/{id}" id={useItemId()}>
    {(reduction) => <Reduction reduction={reduction} />}
  </Item>
);
