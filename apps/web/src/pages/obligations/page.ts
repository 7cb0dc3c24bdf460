import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/obligations',
    permission: 'obligation:read',
    menu: { group: 'ENTERING', order: 4, name: { zh: '收储扣除', en: 'Obligations' } },
    component: lazyRouteComponent(() => import('./obligations.js'), 'ObligationsPage'),
  },
];
