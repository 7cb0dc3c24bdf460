import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/trades',
    permission: 'trade:read',
    menu: { group: 'LEAVING', order: 3, name: { zh: '交易', en: 'Trades' } },
    component: lazyRouteComponent(() => import('./trades.js'), 'TradesPage'),
  },
  {
    path: '/trades/$id',
    permission: 'trade:read',
    component: lazyRouteComponent(() => import('./trade.js'), 'TradePage'),
  },
];
