import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageFile } from '../page-file.js';

export const pages: readonly PageFile[] = [
  {
    path: '/assessments',
    permission: 'assessment:read',
    menu: { group: 'STANDING', order: 5, name: { zh: '年度考核', en: 'Assessments' } },
    component: lazyRouteComponent(() => import('./assessments.js'), 'AssessmentsPage'),
  },
  {
    path: '/assessments/$id',
    permission: 'assessment:read',
    component: lazyRouteComponent(() => import('./assessment.js'), 'AssessmentPage'),
  },
];
