import { refusal } from '../../support/journey.js';
import { json, type Part } from './writes.js';

/** What a body is, before anybody looks at its fields. */
export const badBodies: Part = (at) => {
  describe('every write of this service', () => {
    it('refuses keys that are members of every object, and a key named twice', async () => {
      await at().writingNothing(async () => {
        for (const { who, path, body, name } of at().routes) {
          const text = JSON.stringify(body);
          for (const key of ['__proto__', 'constructor', 'hasOwnProperty', 'toString']) {
            const answer = await who.send(path, json(`{"${key}":{"polluted":true},${text.slice(1)}`));
            expect(`${name} ${refusal(answer)}`).toBe(`${name} 400 MALFORMED_JSON`);
          }
          const twice = await who.send(path, json(`${text.slice(0, -1)},${text.slice(1)}`));
          expect(`${name} ${refusal(twice)}`).toBe(`${name} 400 MALFORMED_JSON`);
        }
        expect(({} as { polluted?: true }).polluted).toBeUndefined();
      });
    });

    it('refuses what is not JSON of the right kind', async () => {
      const { who, path, body } = at().routeOf('/deposits');
      const text = JSON.stringify(body);
      const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
      const bytes = (...values: number[]) =>
        new Uint8Array([...Buffer.from('{"lateReason":"'), ...values, ...Buffer.from('"}')]);
      const cases: readonly [name: string, sent: ReturnType<typeof json>, expected: string][] = [
        ['nothing', json(''), '400 MALFORMED_JSON'],
        ['half a body', json(text.slice(0, -2)), '400 MALFORMED_JSON'],
        ['two bodies', json(`${text} ${text}`), '400 MALFORMED_JSON'],
        ['a comment', json(`${text}//`), '400 MALFORMED_JSON'],
        ['a trailing comma', json(text.replace(/}$/, ',}')), '400 MALFORMED_JSON'],
        ['a byte order mark', json(`\uFEFF${text}`), '400 MALFORMED_JSON'],
        ['bytes that are no UTF-8', json(bytes(0xc3, 0x28)), '400 MALFORMED_JSON'],
        ['an overlong sequence', json(bytes(0xc0, 0xaf)), '400 MALFORMED_JSON'],
        ['half a surrogate pair', json('{"lateReason":"\\ud83d"}'), '400 MALFORMED_JSON'],
        ['33 levels', json(`{"lines":${deep(32)}}`), '400 MALFORMED_JSON'],
        ['a hundred thousand levels', json(deep(100_000)), '400 MALFORMED_JSON'],
        ['a hundred thousand values', json(`{"lines":[${'0,'.repeat(100_000)}0]}`), '400 MALFORMED_JSON'],
        ['a list', json('[]'), '400 INVALID_FIELD'],
        ['a text', json('"deposit"'), '400 INVALID_FIELD'],
        ['null', json('null'), '400 INVALID_FIELD'],
        ['NaN', json(text.replace('"5"', 'NaN')), '400 MALFORMED_JSON'],
        ['plain text', json(text, 'text/plain'), '415 UNSUPPORTED_MEDIA_TYPE'],
        ['a form', json('a=b', 'application/x-www-form-urlencoded'), '415 UNSUPPORTED_MEDIA_TYPE'],
        ['xml', json('<a/>', 'application/xml'), '415 UNSUPPORTED_MEDIA_TYPE'],
        ['another charset', json(text, 'application/json; charset=gbk'), '415 UNSUPPORTED_MEDIA_TYPE'],
        ['a made-up type', json(text, 'application/json5'), '415 UNSUPPORTED_MEDIA_TYPE'],
      ];
      await at().writingNothing(async () => {
        for (const [name, sent, expected] of cases) {
          expect(`${name}: ${refusal(await who.send(path, sent))}`).toBe(`${name}: ${expected}`);
        }
      });
    });

    it('refuses a body of 2 MB, on every route', async () => {
      const padding = ' '.repeat(2 * 1024 * 1024);
      await at().writingNothing(async () => {
        for (const { who, path, body, name } of at().routes) {
          const answer = await who.send(path, json(JSON.stringify(body) + padding));
          expect(`${name} ${refusal(answer)}`).toBe(`${name} 413 BODY_TOO_LARGE`);
        }
      });
    });
  });
};
