import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/access-log',
    permission: 'access-log:read',
    menu: { group: 'ADMINISTRATION', order: 4, name: { zh: '访问日志', en: 'Access log' } },
    component: lazyRouteComponent(() => import('./access-log.js'), 'AccessLogPage'),
  },
];
