import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/ledgers',
    permission: 'ledger:read',
    menu: { group: 'SUPERVISION', order: 8, name: { zh: '各省台账', en: 'Ledgers' } },
    component: lazyRouteComponent(() => import('./ledgers.js'), 'LedgersPage'),
  },
];
