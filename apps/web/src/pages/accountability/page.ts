import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/accountability',
    permission: 'finding:read',
    menu: { group: 'SUPERVISION', order: 2, name: { zh: '问责', en: 'Accountability' } },
    component: lazyRouteComponent(() => import('./accountability.js'), 'AccountabilityPage'),
  },
  {
    path: '/accountability/$id',
    permission: 'finding:read',
    component: lazyRouteComponent(() => import('./record.js'), 'RecordPage'),
  },
];
