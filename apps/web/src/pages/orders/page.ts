import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/orders',
    permission: 'suspension:read',
    menu: { group: 'STANDING', order: 4, name: { zh: '暂停令', en: 'Orders' } },
    component: lazyRouteComponent(() => import('./orders.js'), 'OrdersPage'),
  },
  {
    path: '/orders/$id',
    permission: 'suspension:read',
    component: lazyRouteComponent(() => import('./order.js'), 'OrderPage'),
  },
];
