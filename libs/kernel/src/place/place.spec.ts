import {
  findPlace,
  lineage,
  liesWithin,
  municipalPoolFor,
  placeOfPool,
  PLACES,
  poolIdOf,
  provincialPoolFor,
  tierOf,
  placeOf,
} from './place.js';

describe('places of Suzhou', () => {
  it('are one province, one city, nine counties and eleven parks, each with one parent', () => {
    const count = (kind: string): number => PLACES.filter((place) => place.kind === kind).length;
    expect(['PROVINCE', 'CITY', 'COUNTY', 'PARK'].map(count)).toEqual([1, 1, 9, 11]);
    for (const place of PLACES)
      expect(place.parent === null || findPlace(place.parent) !== undefined).toBe(true);
    expect(new Set(PLACES.map(({ code }) => code)).size).toBe(PLACES.length);
  });

  it('climb from a park to the province', () => {
    expect(lineage('park-kunshan-dev').map(({ code }) => code)).toEqual([
      'park-kunshan-dev',
      '320583',
      '320500',
      '320000',
    ]);
    expect(lineage('park-sip').map(({ code }) => code)).toEqual(['park-sip', '320500', '320000']);
  });

  it('contain what lies inside them and nothing beside them', () => {
    expect(liesWithin('park-kunshan-dev', '320583')).toBe(true);
    expect(liesWithin('320583', '320583')).toBe(true);
    expect(liesWithin('320583', 'park-kunshan-dev')).toBe(false);
    expect(liesWithin('320585', '320583')).toBe(false);
    expect(liesWithin('330000', '320000')).toBe(false);
  });

  it('keep one pool each, in three tiers', () => {
    expect([poolIdOf('320583'), municipalPoolFor('park-kunshan-dev'), provincialPoolFor('320583')]).toEqual([
      'pool-320583',
      'pool-320500',
      'pool-320000',
    ]);
    expect(['320000', '320500', '320583', 'park-sip'].map((code) => tierOf(placeOf(code)))).toEqual([
      'PROVINCIAL',
      'MUNICIPAL',
      'LOCAL',
      'LOCAL',
    ]);
    expect([placeOfPool('pool-park-sip')?.name, placeOfPool('pool-310000'), placeOfPool('320583')]).toEqual([
      '苏州工业园区',
      undefined,
      undefined,
    ]);
  });
});
