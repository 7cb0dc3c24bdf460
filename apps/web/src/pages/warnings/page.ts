import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/warnings',
    permission: 'warning:read',
    menu: { group: 'STANDING', order: 3, name: { zh: '预警', en: 'Warnings' } },
    component: lazyRouteComponent(() => import('./warnings.js'), 'WarningsPage'),
  },
];
