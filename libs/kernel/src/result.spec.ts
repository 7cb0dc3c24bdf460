import { InvariantViolation, must } from './result.js';

describe('what must be there', () => {
  it.each([0, '', false])('is given back: %p', (value) => expect(must(value, 'a value')).toBe(value));

  it.each(['a lot', () => 'a lot'])('or is a defect that names it', (what) => {
    for (const missing of [null, undefined])
      expect(() => must(missing, what)).toThrow(new InvariantViolation('missing: a lot'));
  });

  it('is not put into words where it is there', () => {
    const words = (): string => {
      throw new Error('put into words');
    };
    expect(must('lot', words)).toBe('lot');
  });
});
