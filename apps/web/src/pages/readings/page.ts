import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/readings',
    permission: 'reading:read',
    menu: { group: 'STANDING', order: 2, name: { zh: '监测数据', en: 'Readings' } },
    component: lazyRouteComponent(() => import('./readings.js'), 'ReadingsPage'),
  },
  {
    path: '/readings/$id',
    permission: 'reading:read',
    component: lazyRouteComponent(() => import('./reading.js'), 'ReadingPage'),
  },
];
