import { useQueries } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { read } from '../api/client.js';
import { isProblem } from '../api/problem.js';
import type { Address, ReadRoute } from '../api/routes.js';
import { useLanguage } from '../messages/language.js';
import type { MessageKey } from '../messages/catalogue.js';
import { DepositLink, LotLink, ReductionLink, VoucherLink, WithdrawalLink } from '../parts/links.js';
import { Page } from '../parts/page.js';
import { Sheet } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';
import { useMay } from '../session/me.js';

type Found = Readonly<Record<string, unknown>>;
interface Finding {
  readonly kind: MessageKey;
  readonly link: ReactNode;
  readonly about: string;
}
interface Source {
  readonly route: ReadRoute;
  readonly address: Address;
  readonly permission: string;
  readonly show: (found: Found) => Finding;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const member = (found: Found, name: string): Found => (found[name] ?? {}) as Found;

const withdrawalOf = (found: Found): Finding => ({
  kind: 'nav.withdrawals',
  link: <WithdrawalLink id={text(found['id'])} />,
  about: text(member(found, 'project')['name']),
});
const reductionOf = (found: Found): Finding => ({
  kind: 'lot.reduction',
  link: <ReductionLink id={text(found['id'])} />,
  about: text(member(found, 'unit')['name']),
});

const list =
  (route: ReadRoute, name: string, show: Source['show']) =>
  (q: string): Source => ({
    route,
    address: { query: { [name]: q, perPage: 50 } },
    permission: route.endsWith('reductions') ? 'reduction:read' : 'withdrawal:read',
    show,
  });
const one =
  (route: ReadRoute, permission: string, show: Source['show']) =>
  (q: string): Source => ({
    route,
    address: { path: { id: q, no: q } },
    permission,
    show,
  });

/** What a number may be, by its form; the service says whether there is such a thing. */
const FORMS: readonly { readonly form: RegExp; readonly sources: readonly ((q: string) => Source)[] }[] = [
  {
    form: /^PZ-/,
    sources: [
      one('/api/v1/vouchers/{no}', 'voucher:read', (found) => ({
        kind: 'nav.voucher',
        link: <VoucherLink no={text(found['no'])} />,
        about: text(member(found, 'project')['name']),
      })),
    ],
  },
  {
    form: /^[0-9A-Z]{18}$/,
    sources: [
      list('/api/v1/reductions', 'uscc', reductionOf),
      list('/api/v1/withdrawals', 'uscc', withdrawalOf),
    ],
  },
  { form: /^[0-9A-Z]{18}[0-9A-Z]{3,4}$/, sources: [list('/api/v1/reductions', 'permitNo', reductionOf)] },
  { form: /^\d{4}-\d{6}-/, sources: [list('/api/v1/withdrawals', 'projectCode', withdrawalOf)] },
  {
    form: /^lot-/,
    sources: [
      one('/api/v1/lots/{id}/chain', 'pool:read', (found) => ({
        kind: 'deposits.lot',
        link: <LotLink id={text(found['lotId'])} />,
        about: text(found['depositId']),
      })),
    ],
  },
  {
    form: /^[\w-]{6,80}$/,
    sources: [
      one('/api/v1/deposits/{id}', 'deposit:read', (found) => ({
        kind: 'nav.deposits',
        link: <DepositLink id={text(found['id'])} />,
        about: '',
      })),
      one('/api/v1/withdrawals/{id}', 'withdrawal:read', withdrawalOf),
      one('/api/v1/reductions/{id}', 'reduction:read', reductionOf),
    ],
  },
];
const EVENT = /^@?(\d{1,15})$/;

const itemsIn = (answer: Found): readonly Found[] =>
  Array.isArray(answer['items']) ? (answer['items'] as readonly Found[]) : [answer];

const useFindings = (q: string) => {
  const { language } = useLanguage();
  const may = useMay();
  // The first form that fits: a voucher's number is no deposit's.
  const fitting = EVENT.test(q) ? [] : (FORMS.find(({ form }) => form.test(q))?.sources ?? []);
  const sources = fitting.map((source) => source(q)).filter(({ permission }) => may(permission));
  return useQueries({
    queries: sources.map(({ route, address, show }) => ({
      queryKey: [route, address, language, 'search'],
      queryFn: async () => {
        try {
          return itemsIn(await read<Found>(route, address, language)).map(show);
        } catch (error) {
          if (isProblem(error) && [403, 404].includes(error.body.status)) return [];
          throw error;
        }
      },
    })),
    combine: (results) => ({
      waiting: results.some(({ data }) => data === undefined),
      error: results.find(({ error }) => error !== null)?.error ?? null,
      found: results.flatMap(({ data }) => data ?? []),
    }),
  });
};

/** A position of the log, for those who may read it. */
const useEvent = (q: string): readonly Finding[] => {
  const may = useMay();
  const position = EVENT.exec(q)?.[1];
  if (position === undefined || !may('event:read')) return [];
  const link = (
    <Link to="/replay" search={{ event: Number(position) }}>
      {position}
    </Link>
  );
  return [{ kind: 'word.event', link, about: '' }];
};

/** 全局检索: what has this number, as far as the officer may see it. */
export const SearchPage = () => {
  const { say } = useLanguage();
  const { q = '' } = useSearch({ from: '/frame/search' });
  const { waiting, error, found } = useFindings(q);
  const event = useEvent(q);
  const rows = [...event, ...found].map((row, index) => ({ ...row, key: String(index) }));
  return (
    <Page title={say('search.title', { q })} about={say('search.about')}>
      {waiting ? (
        <Waiting error={error} />
      ) : (
        <Sheet
          label={say('search.box')}
          rows={rows}
          rowKey={({ key }) => key}
          empty={say('search.nothing')}
          columns={[
            { key: 'kind', title: say('search.kind'), cell: ({ kind }) => say(kind) },
            { key: 'link', title: say('word.number'), cell: ({ link }) => link },
            { key: 'about', title: say('search.what'), cell: ({ about }) => about },
          ]}
        />
      )}
    </Page>
  );
};
