import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/inspections',
    permission: 'inspection:read',
    menu: { group: 'SUPERVISION', order: 0, name: { zh: '检查', en: 'Inspections' } },
    component: lazyRouteComponent(() => import('./inspections.js'), 'InspectionsPage'),
  },
  {
    path: '/inspections/$id',
    permission: 'inspection:read',
    component: lazyRouteComponent(() => import('./inspection.js'), 'InspectionPage'),
  },
];
