import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/account',
    permission: 'session:own',
    menu: { group: 'ADMINISTRATION', order: 1, name: { zh: '我的账户', en: 'My account' } },
    component: lazyRouteComponent(() => import('./my-account.js'), 'MyAccountPage'),
  },
];
