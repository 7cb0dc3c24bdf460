import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/policies',
    permission: 'reference:read',
    menu: { group: 'RULES', order: 2, name: { zh: '口径', en: 'Policies' } },
    component: lazyRouteComponent(() => import('./policies.js'), 'PoliciesPage'),
  },
  {
    path: '/policies/$id',
    permission: 'reference:read',
    component: lazyRouteComponent(() => import('./policy.js'), 'PolicyPage'),
  },
];
