import { ConflictException, HttpException, NotFoundException } from '@nestjs/common';
import { BatchRejected, OutcomeUnknown, QueueFull, StoreUnavailable } from '#libs/event-store';
import { invalidRequest } from './faults.js';
import { languageOf, say } from './language.js';
import { CSV_TYPE, fileWanted, XLSX_TYPE } from './file-types.js';
import { linksOf, sortOf } from './lists.js';
import { FIELD_RULES, JSON_FAULTS } from './messages.js';
import { problemOf, refusalFor } from './problem.js';
import { edgeRefusal, RefusalException } from './refusal.exception.js';
import { StrictJsonError } from './strict-json.js';
import { pointInTime } from './times.js';

const traceId = 'f00d';

describe('problem documents', () => {
  it('carry the refusal in both languages, with its rules and its errors', () => {
    const rule = {
      code: 'INSUFFICIENT_QUOTA',
      article: '方案第七条',
      outcome: 'FAIL',
      inputs: { left: '1' },
      policyVersion: null,
    } as const;
    const params = { pollutant: 'COD', required: '2', available: '1', shortfall: '1' };
    const refusal = new RefusalException({ code: 'INSUFFICIENT_QUOTA', params, rules: [rule] });
    expect(problemOf(refusal, { language: 'zh-CN', traceId })).toEqual({
      type: 'urn:reserve-pool:problem:INSUFFICIENT_QUOTA',
      title: '可替代总量指标不足',
      detail: 'COD 需 2 吨/年，可用 1 吨/年，缺 1 吨/年。',
      status: 409,
      code: 'INSUFFICIENT_QUOTA',
      article: '方案第七条、第八条',
      rules: [rule],
      traceId,
    });
    expect(problemOf(refusal, { language: 'en', traceId })).toMatchObject({
      detail: 'COD: 2 t/a required, 1 t/a available, short by 1 t/a.',
    });
  });

  it('list every broken field in the language asked for', () => {
    const refusal = invalidRequest([
      { field: 'a', rule: 'TEXT_LENGTH', params: { min: 1, max: 9 } },
      { field: 'b[1]', rule: 'UNKNOWN_PLACE' },
    ]);
    expect(refusal.getStatus()).toBe(400);
    expect(problemOf(refusal, { language: 'zh-CN', traceId })).toMatchObject({
      code: 'INVALID_FIELD',
      errors: [
        { field: 'a', rule: 'TEXT_LENGTH', message: '须为 1 至 9 个字符。' },
        { field: 'b[1]', rule: 'UNKNOWN_PLACE', message: '没有这个行政区划或园区。' },
      ],
    });
    const faults = Array.from({ length: 500 }, () => ({ field: 'x', rule: 'UNKNOWN_PLACE' }) as const);
    const many = problemOf(invalidRequest(faults), { language: 'en', traceId });
    expect([many['status'], (many['errors'] as unknown[]).length]).toEqual([422, 50]);
  });

  it.each<[unknown, string | undefined]>([
    [edgeRefusal('NOT_FOUND'), 'NOT_FOUND'],
    [new StrictJsonError('TOO_DEEP'), 'MALFORMED_JSON'],
    [new NotFoundException(), 'NOT_FOUND'],
    [new HttpException('', 413), 'BODY_TOO_LARGE'],
    [Object.assign(new Error('x'), { statusCode: 415 }), 'UNSUPPORTED_MEDIA_TYPE'],
    [Object.assign(new Error('aborted'), { code: 'ECONNRESET', statusCode: 400 }), 'MALFORMED_JSON'],
    [Object.assign(new Error('x'), { code: '57P01' }), 'LEDGER_UNAVAILABLE'],
    [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'LEDGER_UNAVAILABLE'],
    [new Error('Connection terminated unexpectedly'), 'LEDGER_UNAVAILABLE'],
    [new Error('Client has encountered a connection error and is not queryable'), 'LEDGER_UNAVAILABLE'],
    [new Error('Query runner already released. Cannot run queries anymore.'), 'LEDGER_UNAVAILABLE'],
    [new StoreUnavailable('x'), 'LEDGER_UNAVAILABLE'],
    [new OutcomeUnknown('x'), 'LEDGER_UNAVAILABLE'],
    [new StoreUnavailable('x', 'STORAGE_FULL'), 'STORAGE_FULL'],
    [new QueueFull('x'), 'LEDGER_BUSY'],
    [new BatchRejected('x'), undefined],
    [Object.assign(new Error('syntax error'), { code: '42601' }), undefined],
    [new ConflictException(), undefined],
    [new TypeError('x is not a function'), undefined],
    ['thrown text', undefined],
    [undefined, undefined],
  ])('%#: know what %p means', (thrown, code) => {
    expect(refusalFor(thrown, 'GET /x?y')?.refusal.code).toBe(code);
  });

  it('name their placeholders alike in both languages', () => {
    const names = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).toSorted();
    for (const { zh, en } of [...Object.values(FIELD_RULES), ...Object.values(JSON_FAULTS)]) {
      expect(names(zh)).toEqual(names(en));
      expect(zh).toMatch(/[\u4e00-\u9fff].*。$/);
      expect(en).toMatch(/^[ -~]*\.$/);
    }
    expect(say({ zh: '{a}{b}', en: '' }, { a: 1 }, 'zh-CN')).toBe('1—');
  });
});

describe('the language of an answer', () => {
  it.each([
    [undefined, 'zh-CN'],
    ['', 'zh-CN'],
    ['en', 'en'],
    ['en-US,en;q=0.9,zh;q=0.8', 'en'],
    ['zh-TW,en', 'zh-CN'],
    ['en;q=0.3, zh;q=0.7', 'zh-CN'],
    ['fr', 'zh-CN'],
    ['*', 'zh-CN'],
    ['en;q=abc', 'zh-CN'],
  ])('%p: %s', (header, language) => expect(languageOf(header)).toBe(language));
});

describe('a file', () => {
  it.each([
    ['text/csv', CSV_TYPE],
    ['application/json, text/csv;q=0.5', CSV_TYPE],
    [`${XLSX_TYPE}, text/csv`, XLSX_TYPE],
    ['application/json', undefined],
    ['text/*', undefined],
    [undefined, undefined],
  ])('is given for Accept %p: %p', (accept, wanted) =>
    expect(fileWanted(accept, [CSV_TYPE, XLSX_TYPE])).toBe(wanted),
  );
});

describe('lists', () => {
  it('sort by what is allowed, in the order asked for', () => {
    expect(sortOf('-filedOn,place', ['place', 'filedOn'])).toEqual([
      { field: 'filedOn', descending: true },
      { field: 'place', descending: false },
    ]);
    expect(sortOf(undefined, ['place'])).toEqual([]);
    for (const bad of ['secret', 'place,place', '-', 'place;drop', '--place', 'constructor']) {
      expect(() => sortOf(bad, ['place'])).toThrow(RefusalException);
    }
  });

  it('link to the pages around, keeping filters', () => {
    expect(linksOf('/api/v1/pools?tier=LOCAL&page=2&perPage=10', 35)).toBe(
      [
        '</api/v1/pools?tier=LOCAL&page=1&perPage=10>; rel="first"',
        '</api/v1/pools?tier=LOCAL&page=1&perPage=10>; rel="prev"',
        '</api/v1/pools?tier=LOCAL&page=3&perPage=10>; rel="next"',
        '</api/v1/pools?tier=LOCAL&page=4&perPage=10>; rel="last"',
      ].join(', '),
    );
    expect(linksOf('/x', 0)).toBe('</x?page=1>; rel="first", </x?page=1>; rel="last"');
    expect(linksOf('/x?page=9', 60)).toContain('</x?page=2>; rel="prev"');
  });
});

describe('the two times of a reading', () => {
  it('are now when not given, a whole civil day, an instant or a position', () => {
    expect(pointInTime({})).toEqual({});
    expect(pointInTime({ asOf: '2025-12-31', knownAt: '@0' })).toEqual({
      asOf: '2025-12-31T15:59:59.999Z',
      knownAt: { position: 0 },
    });
    expect(pointInTime({ asOf: '2026-01-01T00:00:00+08:00', knownAt: '2026-01-01' })).toEqual({
      asOf: '2025-12-31T16:00:00.000Z',
      knownAt: { instant: '2026-01-01T15:59:59.999Z' },
    });
  });
});
