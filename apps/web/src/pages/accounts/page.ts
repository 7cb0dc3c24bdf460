import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/accounts',
    permission: 'account:read',
    menu: { group: 'ADMINISTRATION', order: 3, name: { zh: '账户', en: 'Accounts' } },
    component: lazyRouteComponent(() => import('./accounts.js'), 'AccountsPage'),
  },
  {
    path: '/accounts/$id',
    permission: 'account:read',
    component: lazyRouteComponent(() => import('./account.js'), 'AccountPage'),
  },
];
