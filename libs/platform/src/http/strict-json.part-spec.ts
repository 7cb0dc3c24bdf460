import { explodes } from '../../../../test/support/work.js';
import { parseStrictJson, StrictJsonError } from './strict-json.js';

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
    ['[1e999]', 'NUMBER_RANGE'],
    ['{"a":-1E400}', 'NUMBER_RANGE'],
    ['[1e-999, 1.0e+28, -0]', 'accepted'],
    ['[9007199254740991, -9007199254740991]', 'accepted'],
    ['[9007199254740992]', 'NUMBER_RANGE'],
    ['["1e999", "9007199254740992"]', 'accepted'],
    ['[1e]', 'SYNTAX'],
    ['[01]', 'SYNTAX'],
    ['NaN', 'SYNTAX'],
  ];
  it.each(verdicts.map(([text, expected]) => [text.slice(0, 40), expected, text] as const))(
    '%j: %s',
    (_, expected, text) => expect(verdict(text)).toBe(expected),
  );

  it.each(['"', '"\\', '\\"', '{"a":', '["', ',', '"a",', '\\u0041', '{', '"\\\\'])(
    'takes a time that grows with the length only: %s',
    async (unit) => {
      const read = (length: number) => verdictOn(Buffer.from(`["${unit.repeat(length / unit.length)}`));
      expect(await explodes(60_000, read)).toBe(false);
    },
  );
});
