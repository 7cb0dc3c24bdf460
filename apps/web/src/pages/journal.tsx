import { useEffect, useRef } from 'react';
import { usePage, usePages } from '../api/hooks.js';
import type { JournalList, JournalRow, Sums } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { useEventLinks } from '../parts/event-link.js';
import { Export } from '../parts/export.js';
import { LotLink } from '../parts/links.js';
import { LongSheet } from '../parts/long-sheet.js';
import { Amount } from '../parts/amount.js';
import type { Column } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';
import { instant } from '../parts/times.js';
import { isZero, sum } from '../parts/tonnes.js';
import { useCode } from '../parts/words.js';

const ROUTE = '/api/v1/pools/{id}/journal';
const MOVED = ['credited', 'available', 'held', 'withdrawn', 'retired', 'writtenOff'] as const;
export type Figure = (typeof MOVED)[number];
export const isFigureName = (name: string | undefined): name is Figure =>
  MOVED.some((figure) => figure === name);

/** Which movements of a pool: all, or those behind one figure. */
export interface JournalFilter {
  readonly pollutant?: string | undefined;
  readonly figure?: Figure | undefined;
  readonly lotId?: string | undefined;
  readonly month?: string | undefined;
}

/** What a credit brings in stands as available; of one figure's movements only that figure is of interest. */
const shownFor = (figure: Figure | undefined): readonly Figure[] => {
  if (figure === undefined) return MOVED.slice(1);
  return figure === 'withdrawn' ? ['withdrawn', 'retired'] : [figure];
};

const useColumns = (figure: Figure | undefined): readonly Column<JournalRow>[] => {
  const say = useSay();
  const code = useCode();
  const eventLink = useEventLinks();
  const figures = shownFor(figure).map((member): Column<JournalRow> => ({
    key: member,
    title: <span className={member === figure ? 'chosen' : ''}>{say(`balance.${member}`)}</span>,
    width: 110,
    amount: (row) => row[member],
  }));
  return [
    {
      key: 'position',
      title: say('word.event'),
      width: 76,
      cell: ({ position }) => eventLink(position),
    },
    { key: 'kind', title: say('journal.kind'), width: 84, cell: ({ kind }) => code('kind', kind) },
    { key: 'pollutant', title: say('word.pollutant'), width: 76, cell: (row) => row.pollutant },
    { key: 'lot', title: say('deposits.lot'), width: 130, cell: ({ lotId }) => <LotLink id={lotId} /> },
    { key: 'at', title: say('journal.occurred'), width: 132, cell: ({ occurredAt }) => instant(occurredAt) },
    ...figures,
    { key: 'balance', title: say('balance.running'), width: 116, amount: ({ balance }) => balance },
  ];
};

/** So few that their sum can be written out. */
const FEW = 8;

interface OriginProps {
  readonly list: JournalList & { readonly total: number };
  readonly figure: Figure;
}

/** 由此而来: what a figure is the sum of, written out. */
const Origin = ({ list: { items, sums, total }, figure }: OriginProps) => {
  const say = useSay();
  const parts = items.map((row) => row[figure]);
  const place = useRef<HTMLParagraphElement>(null);
  // Whoever asks where a figure comes from is brought to the answer.
  useEffect(() => {
    place.current?.scrollIntoView();
  }, [figure]);
  return (
    <p className="origin" role="status" ref={place}>
      <strong>{say('origin.title')}</strong> {say(`balance.${figure}`)} <Amount value={sums[figure]} />
      {' = '}
      {total <= FEW && total === items.length ? (
        parts.map((part, index) => (
          <span key={items[index]?.position}>
            {index > 0 && ' + '}
            <Amount value={part} />
          </span>
        ))
      ) : (
        <span>{say('origin.count', { count: total })}</span>
      )}
      {figure === 'withdrawn' && !isZero(sums.retired) && <Retired sums={sums} />}
    </p>
  );
};

/** A lot loses with a voucher what the unit gets and what goes for good. */
const Retired = ({ sums }: { readonly sums: Sums }) => {
  const say = useSay();
  return (
    <span>
      {'；'}
      {say('balance.withdrawn')} + {say('balance.retired')} ={' '}
      <Amount value={sum([sums.withdrawn, sums.retired])} />
    </span>
  );
};

interface JournalProps {
  readonly id: string;
  readonly filter?: JournalFilter;
  readonly rows?: number;
}

/** The movements of a pool with their running balance; any number of them. */
export const Journal = ({ id, filter = {}, rows = 14 }: JournalProps) => {
  const say = useSay();
  const asked = { path: { id }, query: { ...filter } };
  const start = usePage<JournalRow, JournalList>(ROUTE, { ...asked, query: { ...filter, perPage: FEW } });
  const page = usePages<JournalRow>(ROUTE, asked);
  const columns = useColumns(filter.figure);
  if (start.data === undefined) return <Waiting error={start.error} retry={() => void start.refetch()} />;
  const { total } = start.data;
  return (
    <>
      {filter.figure !== undefined && <Origin list={start.data} figure={filter.figure} />}
      <div className="filters">
        <span className="soft">{say('word.total', { count: total })}</span>
        <span className="filters-note">{say('word.unitNote')}</span>
        <Export route={ROUTE} {...asked} name={`${id}-journal`} />
      </div>
      <LongSheet
        key={JSON.stringify([id, filter])}
        label={say('pools.journal')}
        columns={columns}
        total={total}
        rows={rows}
        page={page}
      />
    </>
  );
};
