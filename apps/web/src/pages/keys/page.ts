import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/keys',
    permission: 'account:read',
    menu: { group: 'ADMINISTRATION', order: 5, name: { zh: '签名密钥', en: 'Signing keys' } },
    component: lazyRouteComponent(() => import('./keys.js'), 'KeysPage'),
  },
];
