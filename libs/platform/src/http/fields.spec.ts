import * as kinds from './kinds.js';

const ruleOf = (kind: kinds.FieldKind, value: unknown): string => kind.check(value)?.rule ?? 'fine';

describe('kinds of values', () => {
  it.each<[unknown, string]>([
    ['示例化工有限公司', 'fine'],
    ["Robert'); DROP TABLE pools;--", 'fine'],
    ['<script>alert(1)</script>', 'fine'],
    ['a  b', 'fine'],
    ['👩‍🔬', 'fine'],
    ['𠮷野家', 'fine'],
    [' a', 'TEXT_SPACES'],
    ['a\u3000', 'TEXT_SPACES'],
    ['\u200b\u200b', 'TEXT_BLANK'],
    ['   ', 'TEXT_BLANK'],
    ['', 'TEXT_LENGTH'],
    ['a\u0000b', 'TEXT_CHARACTERS'],
    ['a\nb', 'TEXT_CHARACTERS'],
    ['a\ud800', 'TEXT_CHARACTERS'],
    ['\u202eabc', 'TEXT_CHARACTERS'],
    ['a\u2028b', 'TEXT_CHARACTERS'],
    ['e\u0301', 'TEXT_NOT_NFC'],
    ['字'.repeat(200), 'fine'],
    ['𠮷'.repeat(200), 'fine'],
    ['字'.repeat(201), 'TEXT_LENGTH'],
    [7, 'NOT_TEXT'],
    [null, 'NOT_TEXT'],
    [['a'], 'NOT_TEXT'],
  ])('text %j: %s', (value, rule) => expect(ruleOf(kinds.text(), value)).toBe(rule));

  it('lets an opinion have lines', () => {
    expect(ruleOf(kinds.text({ lines: true }), '一、同意\n二、\t附件齐全')).toBe('fine');
    expect(ruleOf(kinds.text({ lines: true }), 'a\rb')).toBe('TEXT_CHARACTERS');
  });

  it.each<[unknown, string, unknown]>([
    ['0', 'fine', '0'],
    ['1.50', 'fine', '1.5'],
    ['0.000000001', 'fine', '0.000000001'],
    ['999999999999.999999999', 'fine', '999999999999.999999999'],
    ['1000000000000', 'AMOUNT_TOO_LARGE', undefined],
    ['0.0000000001', 'AMOUNT_DECIMALS', undefined],
    ['-0', 'AMOUNT_NEGATIVE', undefined],
    ['+1', 'AMOUNT_FORM', undefined],
    ['１', 'AMOUNT_FORM', undefined],
    ['01', 'AMOUNT_FORM', undefined],
    ['1.', 'AMOUNT_FORM', undefined],
    ['1,5', 'AMOUNT_FORM', undefined],
    [1, 'AMOUNT_AS_NUMBER', undefined],
    [{}, 'NOT_TEXT', undefined],
  ])('amount %j: %s', (value, rule, canonical) => {
    const handedOn = kinds.amount.check(value) ? undefined : kinds.amount.canonical?.(value);
    expect([ruleOf(kinds.amount, value), handedOn]).toEqual([rule, canonical]);
  });

  const named: Record<string, kinds.FieldKind> = {
    pollutant: kinds.pollutant,
    place: kinds.place,
    pool: kinds.poolId,
    date: kinds.civilDate,
    instant: kinds.instant,
    choice: kinds.oneOf(['A', 'B']),
    flag: kinds.flag,
    whole: kinds.whole({ min: 2021, max: 2100 }),
    'whole text': kinds.wholeText({ min: 1, max: 200 }),
    uscc: kinds.uscc,
    permit: kinds.permitNumber,
    project: kinds.projectCode,
    industry: kinds.industryCode,
    hash: kinds.sha256,
    id: kinds.id,
    json: kinds.anyJson,
  };
  it.each<[string, unknown, string]>([
    ['pollutant', 'NOx', 'fine'],
    ['pollutant', 'nox', 'UNKNOWN_POLLUTANT'],
    ['place', 'park-sip', 'fine'],
    ['place', '320999', 'UNKNOWN_PLACE'],
    ['pool', 'pool-320583', 'fine'],
    ['pool', '320583', 'UNKNOWN_POOL'],
    ['date', '2024-02-29', 'fine'],
    ['date', '2026-02-29', 'DATE_IMPOSSIBLE'],
    ['date', '26-02-28', 'DATE_FORM'],
    ['instant', '2026-03-31T09:00+08:00', 'fine'],
    ['instant', '2026-03-31T09:00', 'INSTANT_FORM'],
    ['instant', '2026-03-31T25:00:00Z', 'INSTANT_IMPOSSIBLE'],
    ['choice', 'a', 'NOT_ONE_OF'],
    ['flag', true, 'fine'],
    ['flag', 'true', 'NOT_BOOLEAN'],
    ['whole', 2026, 'fine'],
    ['whole', 2020, 'NOT_WHOLE'],
    ['whole', '2026', 'NOT_WHOLE'],
    ['whole text', '200', 'fine'],
    ['whole text', '1e2', 'NOT_WHOLE'],
    ['uscc', '91320583MA1MTEXT1', 'USCC_FORM'],
    ['uscc', '91320583MA1MTEXT1I', 'USCC_CHECK'],
    ['permit', '91320583MA1MTEXT1I001', 'PERMIT_FORM'],
    ['permit', '91320583MA1MTEXT1I001V', 'PERMIT_CHECK'],
    ['project', '2501-320583-04-01-123456', 'fine'],
    ['project', '2501-320583', 'PROJECT_CODE_FORM'],
    ['industry', 'C2614+D4620', 'fine'],
    ['industry', 'c26', 'INDUSTRY_FORM'],
    ['hash', 'a'.repeat(64), 'fine'],
    ['hash', 'A'.repeat(64), 'SHA256_FORM'],
    ['id', '0198f3c1-7d2a-7c3e-9a11-5f1e2d3c4b5a', 'fine'],
    ['id', '../etc', 'ID_FORM'],
    ['json', { a: ['x', 1, null] }, 'fine'],
    ['json', { a: ['x\u0000'] }, 'TEXT_CHARACTERS'],
    ['json', { 'a\u0000': 1 }, 'TEXT_CHARACTERS'],
  ])('%s %j: %s', (name, value, rule) => expect(named[name]?.check(value)?.rule ?? 'fine').toBe(rule));
});
