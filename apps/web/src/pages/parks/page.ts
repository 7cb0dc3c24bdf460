import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/parks',
    permission: 'park:read',
    menu: { group: 'STANDING', order: 6, name: { zh: '园区', en: 'Parks' } },
    component: lazyRouteComponent(() => import('./parks.js'), 'ParksPage'),
  },
  {
    path: '/parks/$id',
    permission: 'park:read',
    component: lazyRouteComponent(() => import('./park.js'), 'ParkPage'),
  },
];
