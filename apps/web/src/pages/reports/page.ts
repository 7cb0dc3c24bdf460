import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/reports',
    permission: 'report:read',
    menu: { group: 'SUPERVISION', order: 5, name: { zh: '报表', en: 'Reports' } },
    component: lazyRouteComponent(() => import('./reports.js'), 'ReportsPage'),
  },
];
