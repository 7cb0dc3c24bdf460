import { vectors } from '../../../../test/support/vectors.js';
import { parseStrictJson, StrictJsonError } from './strict-json.js';

type Case = { b64: string } | { repeat: [string, number, string] };
const bytesOf = (testCase: Case): Buffer => {
  if ('b64' in testCase) return Buffer.from(testCase.b64, 'base64');
  const [unit, times, tail] = testCase.repeat;
  return Buffer.concat([
    ...Array<Buffer>(times).fill(Buffer.from(unit, 'base64')),
    Buffer.from(tail, 'base64'),
  ]);
};
const verdictOn = (bytes: Uint8Array): string => {
  try {
    parseStrictJson(bytes);
    return 'accepted';
  } catch (thrown) {
    if (thrown instanceof StrictJsonError) return thrown.fault;
    throw thrown;
  }
};
const verdict = (text: string): string => verdictOn(Buffer.from(text));

describe('strict JSON', () => {
  it('gives the value and the text it came from', () => {
    const text = ' {"a": [1, "é\\u4e2d", {"b": null}], "c": {"a": true}} ';
    expect(parseStrictJson(Buffer.from(text))).toEqual({ text, value: JSON.parse(text) as unknown });
  });

  const verdicts: [string, string][] = [
    ['', 'EMPTY'],
    ['{"a":1,"a":2}', 'DUPLICATE_KEY'],
    ['{"a":1,"\\u0061":2}', 'DUPLICATE_KEY'],
    ['[{"a":{"b":1,"c":[],"b":2}}]', 'DUPLICATE_KEY'],
    ['{"a":{"x":1},"b":{"x":1}}', 'accepted'],
    ['{"a":"a","b":"a"}', 'accepted'],
    ['{"a":"\\"a\\":1,\\"a\\":2"}', 'accepted'],
    ['{"__proto__":1}', 'RESERVED_KEY'],
    ['{"\\u005f_proto__":1}', 'RESERVED_KEY'],
    ['[{"constructor":{"prototype":{}}}]', 'RESERVED_KEY'],
    ['{"toString":1}', 'RESERVED_KEY'],
    ['["__proto__", "constructor"]', 'accepted'],
    ['{"a":"\\ud83d\\ude00"}', 'accepted'],
    ['{"a":"\\ud83d"}', 'LONE_SURROGATE'],
    ['{"\\ude00":1}', 'LONE_SURROGATE'],
    [`${'['.repeat(32)}${']'.repeat(32)}`, 'accepted'],
    [`${'['.repeat(33)}${']'.repeat(33)}`, 'TOO_DEEP'],
    ['["[[[{{{"]', 'accepted'],
    [`[${'0,'.repeat(1_998)}0]`, 'accepted'],
    [`[${'0,'.repeat(2_000)}0]`, 'TOO_MANY_VALUES'],
    ['{"a":1', 'SYNTAX'],
    ['{"a\\', 'SYNTAX'],
    ['\uFEFF{}', 'SYNTAX'],
    ["{'a':1}", 'SYNTAX'],
    ['[1e999]', 'accepted'],
    ['NaN', 'SYNTAX'],
  ];
  it.each(verdicts.map(([text, expected]) => [text.slice(0, 40), expected, text] as const))(
    '%j: %s',
    (_, expected, text) => expect(verdict(text)).toBe(expected),
  );

  it('takes a time that grows with the length only', () => {
    const megabyte = 1_000_000;
    const hostile = ['"', '"\\', '\\"', '{"a":', '["', ',', '"a",', '\\u0041', '{', '"\\\\'];
    for (const unit of hostile) {
      const bytes = Buffer.from(`["${unit.repeat(megabyte / unit.length)}`);
      const started = performance.now();
      verdictOn(bytes);
      expect(performance.now() - started).toBeLessThan(500);
    }
  });

  const suite = vectors('json-parsing-318.json') as Record<string, Case> | undefined;
  const cases = Object.entries(suite ?? {}).map(
    ([name, testCase]) => [name, verdictOn(bytesOf(testCase))] as const,
  );
  const among = (prefix: string): (readonly [string, string])[] =>
    cases.filter(([name]) => name.startsWith(prefix));
  const onVectors = suite ? it : it.skip;

  onVectors('accepts all that must be accepted, but for repeated keys', () => {
    const refused = among('y_').filter(([, outcome]) => outcome !== 'accepted');
    expect(refused).toEqual([
      ['y_object_duplicated_key.json', 'DUPLICATE_KEY'],
      ['y_object_duplicated_key_and_value.json', 'DUPLICATE_KEY'],
    ]);
    expect(among('y_')).toHaveLength(95);
  });

  onVectors('refuses all that must be refused', () => {
    expect(among('n_').filter(([, outcome]) => outcome === 'accepted')).toEqual([]);
    expect(among('n_')).toHaveLength(188);
  });

  /** The standard leaves these open. Numbers are read as IEEE doubles, and no amount is ever one. */
  onVectors('has a verdict on each of the open cases', () => {
    const tally = (outcome: string): string[] =>
      among('i_')
        .filter((entry) => entry[1] === outcome)
        .map(([name]) => name);
    expect(tally('accepted').every((name) => name.startsWith('i_number_'))).toBe(true);
    const counts = ['accepted', 'LONE_SURROGATE', 'NOT_UTF8', 'TOO_DEEP', 'SYNTAX'].map(
      (outcome) => tally(outcome).length,
    );
    expect(counts).toEqual([10, 10, 13, 1, 1]);
    expect(among('i_')).toHaveLength(35);
  });
});
