import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/findings',
    permission: 'finding:read',
    menu: { group: 'SUPERVISION', order: 1, name: { zh: '环评与问题', en: 'EIA and findings' } },
    component: lazyRouteComponent(() => import('./findings.js'), 'FindingsPage'),
  },
  {
    path: '/findings/$id',
    permission: 'finding:read',
    component: lazyRouteComponent(() => import('./finding.js'), 'FindingPage'),
  },
];
