import { csvOf } from './csv.js';

describe('CSV', () => {
  it('quotes everything, flattens records, keeps lists as JSON and disarms formulas', () => {
    const text = csvOf([
      { id: 'a', unit: { name: '示例，“厂”"x"\n第二行', uscc: '1' }, lines: [{ amount: '1.5' }], gone: null },
      {
        id: '=HYPERLINK("http://x")',
        difference: '-1.5',
        note: '-1+1',
        plus: '+1',
        at: '@SUM(A1)',
        wide: '＝1',
        n: -3,
        ok: true,
      },
    ]);
    expect(text.split('\r\n')).toEqual([
      '\uFEFF"id","unit.name","unit.uscc","lines","gone","difference","note","plus","at","wide","n","ok"',
      '"a","示例，“厂”""x""\n第二行","1","[{""amount"":""1.5""}]","","","","","","","",""',
      `"'=HYPERLINK(""http://x"")","","","","","-1.5","'-1+1","'+1","'@SUM(A1)","'＝1","-3","true"`,
      '',
    ]);
    expect(csvOf([])).toBe('\uFEFF\r\n');
  });
});
