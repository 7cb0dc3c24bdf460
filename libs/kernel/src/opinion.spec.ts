import { opinionsAllow, REVIEW_DIVISIONS, speakingFor, type Opinion } from './opinion.js';

const said = (division: Opinion['division'], decision: Opinion['decision']): Opinion => ({
  division,
  decision,
  opinion: '',
  by: division,
});

describe('opinions before a decision', () => {
  it('are not needed, and stand in the way unless each division’s latest is a pass', () => {
    expect(opinionsAllow([]).outcome).toBe('NOT_APPLICABLE');
    expect(opinionsAllow([said('law-review', 'PASS')]).outcome).toBe('PASS');
    const blocked = opinionsAllow([said('law-review', 'PASS'), said('element-air', 'RETURN')]);
    expect(blocked).toMatchObject({
      code: 'REVIEW_OPINION',
      outcome: 'FAIL',
      inputs: { division: 'element-air', decision: 'RETURN' },
    });
    expect(opinionsAllow([said('law-review', 'REJECT'), said('element-air', 'PASS')]).outcome).toBe('FAIL');
    expect(opinionsAllow([said('law-review', 'REJECT'), said('law-review', 'PASS')]).outcome).toBe('PASS');
    expect(opinionsAllow([said('law-review', 'PASS'), said('law-review', 'RETURN')]).outcome).toBe('FAIL');
  });

  it('are given by the divisions asked and nobody else', () => {
    const actor = { id: 'a', place: '320500', roles: ['monitoring', 'element-air'] } as const;
    expect(speakingFor(actor, REVIEW_DIVISIONS)).toEqual({ ok: true, value: 'element-air' });
    const stranger = speakingFor({ ...actor, roles: ['monitoring'] }, REVIEW_DIVISIONS);
    expect(stranger).toMatchObject({ ok: false, error: { refusal: { code: 'FORBIDDEN_ROLE' } } });
  });
});
