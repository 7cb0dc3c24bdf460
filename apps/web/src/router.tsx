import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  retainSearchParams,
} from '@tanstack/react-router';
import { Failure, Missing } from './frame/failure.js';
import { GoTo } from './frame/go-to.js';
import { Frame } from './frame/frame.js';
import { PAGE_FILES } from './pages/page-file.js';
import { Waiting } from './parts/states.js';

type Search = Readonly<Record<string, unknown>>;
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const whole = (value: unknown): number | undefined => {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
};
/** Only the members that say something, so that an address stays short. */
const only = <T extends object>(members: T): Partial<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>;

const root = createRootRoute({ component: Outlet });
/** The moment everything is looked at stays in the address from page to page. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  validateSearch: (search: Search) => only({ asOf: text(search['asOf']), knownAt: text(search['knownAt']) }),
  search: { middlewares: [retainSearchParams(['asOf', 'knownAt'])] },
  component: Frame,
});
const inFrame = () => frame;

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Search) => only({ next: text(search['next']) }),
  component: lazyRouteComponent(() => import('./pages/sign-in.js'), 'SignInPage'),
});
const check = createRoute({
  getParentRoute: () => root,
  path: '/check',
  validateSearch: (search: Search) => only({ no: text(search['no']), digest: text(search['digest']) }),
  component: lazyRouteComponent(() => import('./pages/check.js'), 'CheckPage'),
});
const home = createRoute({
  getParentRoute: inFrame,
  path: '/',
  component: () => <GoTo address="" />,
});
const inbox = createRoute({
  getParentRoute: inFrame,
  path: '/inbox',
  component: lazyRouteComponent(() => import('./pages/inbox/inbox.js'), 'InboxPage'),
});
const overview = createRoute({
  getParentRoute: inFrame,
  path: '/overview',
  component: lazyRouteComponent(() => import('./pages/overview.js'), 'OverviewPage'),
});
const texts = (search: Search) =>
  only(Object.fromEntries(Object.entries(search).map(([name, value]) => [name, text(value)])));
const deposits = createRoute({
  getParentRoute: inFrame,
  path: '/deposits',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./pages/deposits.js'), 'DepositsPage'),
});
const filing = createRoute({
  getParentRoute: inFrame,
  path: '/deposits/new',
  validateSearch: (search: Search) => only({ reduction: text(search['reduction']) }),
  component: lazyRouteComponent(() => import('./pages/filing/filing.js'), 'FilingPage'),
});
const deposit = createRoute({
  getParentRoute: inFrame,
  path: '/deposits/$id',
  component: lazyRouteComponent(() => import('./pages/deposit.js'), 'DepositPage'),
});
const withdrawals = createRoute({
  getParentRoute: inFrame,
  path: '/withdrawals',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./pages/withdrawals.js'), 'WithdrawalsPage'),
});
const assess = createRoute({
  getParentRoute: inFrame,
  path: '/withdrawals/new',
  component: lazyRouteComponent(() => import('./pages/assess/assess.js'), 'AssessPage'),
});
const withdrawal = createRoute({
  getParentRoute: inFrame,
  path: '/withdrawals/$id',
  component: lazyRouteComponent(() => import('./pages/withdrawal.js'), 'WithdrawalPage'),
});
const pools = createRoute({
  getParentRoute: inFrame,
  path: '/pools',
  validateSearch: (search: Search) =>
    only({ tier: text(search['tier']), pollutant: text(search['pollutant']) }),
  component: lazyRouteComponent(() => import('./pages/pools.js'), 'PoolsPage'),
});
const pool = createRoute({
  getParentRoute: inFrame,
  path: '/pools/$id',
  validateSearch: (search: Search) =>
    only({
      book: text(search['book']),
      pollutant: text(search['pollutant']),
      figure: text(search['figure']),
      lot: text(search['lot']),
      month: text(search['month']),
      page: text(search['page']),
    }),
  component: lazyRouteComponent(() => import('./pages/pool.js'), 'PoolPage'),
});
const lot = createRoute({
  getParentRoute: inFrame,
  path: '/lots/$id',
  component: lazyRouteComponent(() => import('./pages/lot.js'), 'LotPage'),
});
const vouchers = createRoute({
  getParentRoute: inFrame,
  path: '/vouchers',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./pages/vouchers.js'), 'VouchersPage'),
});
const voucher = createRoute({
  getParentRoute: inFrame,
  path: '/vouchers/$no',
  component: lazyRouteComponent(() => import('./pages/voucher.js'), 'VoucherPage'),
});
const standing = createRoute({
  getParentRoute: inFrame,
  path: '/standing',
  validateSearch: (search: Search) => only({ place: text(search['place']) }),
  component: lazyRouteComponent(() => import('./pages/standing.js'), 'StandingPage'),
});
const replay = createRoute({
  getParentRoute: inFrame,
  path: '/replay',
  validateSearch: (search: Search) =>
    only({ pool: text(search['pool']), since: text(search['since']), event: whole(search['event']) }),
  component: lazyRouteComponent(() => import('./pages/replay/replay.js'), 'ReplayPage'),
});
const reductionChain = createRoute({
  getParentRoute: inFrame,
  path: '/reductions/$id/chain',
  component: lazyRouteComponent(() => import('./pages/chain/reduction-chain.js'), 'ReductionChainPage'),
});
const searching = createRoute({
  getParentRoute: inFrame,
  path: '/search',
  validateSearch: (asked: Search) => only({ q: text(asked['q']) }),
  component: lazyRouteComponent(() => import('./pages/search.js'), 'SearchPage'),
});
const rules = createRoute({
  getParentRoute: inFrame,
  path: '/rules',
  component: lazyRouteComponent(() => import('./pages/rules.js'), 'RulesPage'),
});

/** Pages that have a folder of their own; what they are asked stands in the address as text. */
const folders = PAGE_FILES.map(({ path, component }) =>
  createRoute({ getParentRoute: inFrame, path: path as '/', validateSearch: texts, component }),
);

const tree = root.addChildren([
  signIn,
  check,
  frame.addChildren([
    home,
    inbox,
    overview,
    deposits,
    filing,
    deposit,
    withdrawals,
    assess,
    withdrawal,
    pools,
    pool,
    lot,
    vouchers,
    voucher,
    standing,
    replay,
    reductionChain,
    rules,
    searching,
    ...(folders as never[]),
  ]),
]);

/** Plain text in the address: `320507` is a place, not a number. */
const questionOf = (search: Search): string => {
  const members = Object.entries(search).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
  );
  return members.length === 0 ? '' : `?${new URLSearchParams(members).toString()}`;
};

/** Every address of the console; each page comes when it is first opened. */
export const router = createRouter({
  routeTree: tree,
  basepath: '/console',
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: questionOf,
  defaultPendingComponent: Waiting,
  defaultErrorComponent: Failure,
  defaultNotFoundComponent: Missing,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
