import { AND_BELOW, BUSINESS, DIVISIONS, ELEMENTS, type Rows } from '../rows.js';
import { BODIES, PLACE } from '../world.js';
import { about, from, named, once, opinion, page, read, reasoned, register, STATES } from './shapes.js';

export const STANDING: Rows = {
  'POST /api/v1/readings': {
    who: ['monitoring'],
    ...about('county'),
    states: once('200'),
    body: () => BODIES.READING,
  },
  'POST /api/v1/readings/{id}/correction': {
    who: ['monitoring'],
    ...about('county'),
    states: once('200'),
    ...named(({ reading }) => ({ id: reading })),
    body: () => BODIES.READING_CORRECTION,
  },
  'POST /api/v1/readings/bulk': {
    who: ['monitoring'],
    ...about('county'),
    states: once('200'),
    body: () => ({ items: [BODIES.READING] }),
    bulk: true,
  },
  'GET /api/v1/readings': register(({ reading }) => reading),
  'GET /api/v1/readings/{id}': page(({ reading }) => reading),
  'POST /api/v1/suspensions': {
    who: ['monitoring'],
    ...about('county'),
    states: once('200'),
    body: ({ world }) => ({ ...BODIES.SUSPENSION, readingIds: [world.reading] }),
  },
  'GET /api/v1/suspensions': register(({ suspension }) => suspension.PROPOSED),
  'GET /api/v1/suspensions/{id}': read('suspension'),
  'POST /api/v1/suspensions/{id}/review': {
    who: DIVISIONS,
    ...about('county'),
    ...from('suspension', STATES.suspension),
    body: opinion,
  },
  'POST /api/v1/suspensions/{id}/order': {
    who: ['bureau-lead'],
    ...about('county'),
    ...from('suspension', ['PROPOSED']),
    body: () => ({}),
  },
  'POST /api/v1/suspensions/{id}/decline': {
    who: ['bureau-lead'],
    ...about('county'),
    ...from('suspension', ['PROPOSED']),
    body: reasoned,
  },
  'POST /api/v1/suspensions/{id}/lift': {
    who: ['bureau-lead'],
    ...about('county'),
    // An order that does not bind yet cannot be lifted from today on.
    ...from('suspension', ['ORDERED'], { answers: '422 INVALID_MEANING' }),
    body: () => ({}),
  },
  'POST /api/v1/assessments': {
    who: ['monitoring', ...ELEMENTS],
    ...about('county'),
    states: once('200'),
    body: () => BODIES.ASSESSMENT,
  },
  'GET /api/v1/assessments': register(({ assessment }) => assessment),
  'GET /api/v1/assessments/{id}': page(({ assessment }) => assessment),
  'POST /api/v1/assessments/{id}/publish': {
    who: ['leading-group'],
    ...about('county'),
    states: once('200'),
    ...named(({ assessment }) => ({ id: assessment })),
    body: () => ({}),
  },
  'GET /api/v1/standing/{place}': {
    who: BUSINESS,
    ...about('county', AND_BELOW),
    states: once('200'),
    names: () => ({ place: PLACE }),
    dry: true,
  },
  'GET /api/v1/warnings': {
    who: BUSINESS,
    ...about('county'),
    states: {
      everything: { answers: '200', else: '200' },
      'one place': { answers: '200', query: `place=${PLACE}` },
    },
    dry: true,
  },
  'GET /api/v1/lift-proposals': {
    who: BUSINESS,
    ...about('county'),
    states: {
      everything: { answers: '200', else: '200' },
      'one place': { answers: '200', query: `place=${PLACE}` },
    },
    dry: true,
  },
  'POST /api/v1/measures': {
    who: ['county-clerk', 'county-reviewer', 'park-clerk'],
    ...about('county'),
    states: once('200'),
    body: () => BODIES.MEASURES,
  },
  'GET /api/v1/measures': register(({ measures }) => measures),
  'GET /api/v1/measures/{id}': page(({ measures }) => measures),
};
