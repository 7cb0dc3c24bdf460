import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/cancellations',
    permission: 'permit-cancellation:read',
    menu: { group: 'SUPERVISION', order: 3, name: { zh: '许可注销', en: 'Permit cancellations' } },
    component: lazyRouteComponent(() => import('./cancellations.js'), 'CancellationsPage'),
  },
];
