import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/imports',
    permission: 'import:use',
    menu: { group: 'WORK', order: 6, name: { zh: '表格导入', en: 'Sheets' } },
    component: lazyRouteComponent(() => import('./imports.js'), 'ImportsPage'),
  },
  {
    path: '/imports/$id',
    permission: 'import:use',
    component: lazyRouteComponent(() => import('./import.js'), 'ImportPage'),
  },
];
