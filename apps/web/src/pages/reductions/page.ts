import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/reductions',
    permission: 'reduction:read',
    menu: { group: 'ENTERING', order: 1, name: { zh: '减排量', en: 'Reductions' } },
    component: lazyRouteComponent(() => import('./reductions.js'), 'ReductionsPage'),
  },
  {
    path: '/reductions/$id',
    permission: 'reduction:read',
    component: lazyRouteComponent(() => import('./reduction.js'), 'ReductionPage'),
  },
];
