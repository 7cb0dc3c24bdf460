import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/capacity',
    permission: 'standing:read',
    menu: { group: 'SUPERVISION', order: 4, name: { zh: '能力建设', en: 'Capacity' } },
    component: lazyRouteComponent(() => import('./capacity.js'), 'CapacityPage'),
  },
];
