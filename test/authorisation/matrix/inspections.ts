import type { Role } from '#kernel';
import { ABOVE, type Row, type Rows } from '../rows.js';
import { BODIES } from '../world.js';
import { about, from, named, once, page, read, register } from './shapes.js';

const INSPECTOR: readonly Role[] = ['inspector'];
const ofInspection = (body: object): Row => ({
  who: INSPECTOR,
  ...about('county'),
  states: once('200'),
  ...named(({ inspection }) => ({ id: inspection })),
  body: () => body,
});

export const INSPECTIONS: Rows = {
  'POST /api/v1/inspections': {
    who: INSPECTOR,
    ...about('county'),
    states: once('200'),
    body: () => BODIES.PLAN,
  },
  'GET /api/v1/inspections': register(({ inspection }) => inspection),
  // The jurisdiction that leads it reads it too.
  'GET /api/v1/inspections/{id}': {
    ...page(({ inspection }) => inspection),
    where: [...ABOVE, 'sibling'],
  },
  'GET /api/v1/reports/inspections/{id}': {
    ...page(({ inspection }) => inspection),
    where: [...ABOVE, 'sibling'],
  },
  'POST /api/v1/inspections/{id}/steps': ofInspection(BODIES.STEP),
  'POST /api/v1/inspections/{id}/samples': ofInspection({}),
  'POST /api/v1/inspections/{id}/findings': ofInspection(BODIES.INSPECTION_FINDING),
  'POST /api/v1/inspections/{id}/offline-notes': ofInspection(BODIES.OFFLINE_NOTES),
  'POST /api/v1/inspections/{id}/evidence-packages': ofInspection(BODIES.PACKAGE),
  'GET /api/v1/evidence-packages': register(({ evidence }) => evidence.ASSEMBLED),
  'GET /api/v1/evidence-packages/{id}': read('evidence'),
  'POST /api/v1/evidence-packages/{id}/handover': {
    who: INSPECTOR,
    ...about('county'),
    ...from('evidence', ['ASSEMBLED', 'RECEIVED', 'RECOGNISED']),
    body: ({ state }) => ({ ...BODIES.HANDOVER, to: state === 'ASSEMBLED' ? '310118' : '320509' }),
  },
  'POST /api/v1/evidence-packages/{id}/receipt': {
    who: INSPECTOR,
    ...about('county'),
    ...from('evidence', ['IN_TRANSIT']),
    body: () => BODIES.RECEIPT,
  },
  'POST /api/v1/evidence-packages/{id}/recognition': {
    who: [...INSPECTOR, 'law-review'],
    ...about('county'),
    ...from('evidence', ['RECEIVED']),
    body: () => BODIES.RECOGNITION,
  },
};
