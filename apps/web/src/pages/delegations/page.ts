import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/delegations',
    permission: 'delegation:read',
    menu: { group: 'ADMINISTRATION', order: 2, name: { zh: '代理', en: 'Delegations' } },
    component: lazyRouteComponent(() => import('./delegations.js'), 'DelegationsPage'),
  },
];
