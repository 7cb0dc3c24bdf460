import 'reflect-metadata';
import { Body, Controller, Get, Module, Post, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Tonnes, usccCheckCharacter } from '#kernel';
import type { Outcome } from '#libs/event-store';
import { vectors } from '../../../../test/support/vectors.js';
import { EDGE_OPTIONS, configureEdge, createEdgeAdapter } from './edge.js';
import {
  Amount,
  CivilDateField,
  Nested,
  NestedList,
  OneOf,
  PlaceField,
  PollutantField,
  Text,
  Uscc,
} from './fields.js';
import { listed, ListQuery, Lists, sortOf } from './lists.js';
import { PathId } from './params.js';
import { CurrentSending, type Sending, submissionOf } from './submission.js';
import { pointInTime, PointInTimeQuery } from './times.js';
import { Writes } from './writes.js';

class LineBody {
  @PollutantField()
  readonly pollutant!: string;
  @Amount()
  readonly amount!: Tonnes;
}
class UnitBody {
  @Uscc()
  readonly uscc!: string;
  @Text({ max: 500 })
  readonly name!: string;
}
class FilingBody {
  @Nested(() => UnitBody)
  readonly unit!: UnitBody;
  @PlaceField()
  readonly place!: string;
  @OneOf(['NEW', 'EXPANSION'])
  readonly kind!: string;
  @CivilDateField({ optional: true })
  readonly formedOn?: string;
  @OneOf(['A', 'B'], { optional: true, list: { min: 1, max: 2 } })
  readonly acts?: readonly string[];
  @NestedList(() => LineBody, { min: 1, max: 8, uniqueBy: 'pollutant' })
  readonly lines!: readonly LineBody[];
}

let lastSent: { body: FilingBody; sending: Sending } | undefined;

@Controller('api/v1/filings')
class FilingController {
  @Post()
  @Writes({ creates: '/api/v1/filings/{id}', stream: 'filing-{id}' })
  file(@Body() body: FilingBody, @CurrentSending() sending: Sending): Outcome {
    lastSent = { body, sending };
    const answer = { id: 'f-1', name: body.unit.name };
    const { dryRun } = sending;
    const versions = { 'filing-f-1': 1, other: 9 };
    return { ok: true, answer, rules: [], position: 7, versions, dryRun, replayed: false };
  }

  @Post('refused')
  @Writes()
  refused(@CurrentSending() { dryRun }: Sending): Outcome {
    const params = { place: '320583' };
    return { ok: false, refusal: { code: 'FORBIDDEN_PLACE', params, rules: [] }, dryRun, replayed: true };
  }

  @Get()
  @Lists()
  list(@Query() query: ListQuery): unknown {
    sortOf(query.sort, ['n']);
    return listed(
      Array.from({ length: 120 }, (_, n) => ({ n, name: '=1+1' })),
      query,
    );
  }

  @Get('broken')
  broken(): never {
    throw new Error('a secret in the message');
  }

  @Get('past')
  past(@Query() query: PointInTimeQuery): unknown {
    return pointInTime(query);
  }

  @Get(':id')
  one(@PathId('id') id: string): unknown {
    return { id };
  }
}

@Module({ controllers: [FilingController] })
class TinyModule {}

const uscc = `91320583MA1MTEXT1${usccCheckCharacter('91320583MA1MTEXT1')}`;
const filing = (changes: object = {}): Record<string, unknown> => ({
  unit: { uscc, name: '示例化工有限公司' },
  place: '320583',
  kind: 'NEW',
  lines: [{ pollutant: 'COD', amount: '3.264340' }],
  ...changes,
});
type Problem = {
  status: number;
  code: string;
  title: string;
  errors?: { field: string; rule: string; message: string }[];
};

describe('the edge, over HTTP', () => {
  let app: NestFastifyApplication;
  let url: string;
  let keys = 0;

  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(TinyModule, createEdgeAdapter(), {
      ...EDGE_OPTIONS,
      logger: false,
    });
    configureEdge(app);
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterAll(() => app.close());

  const send = (
    body: string | Uint8Array,
    headers: Record<string, string> = {},
    path = '',
  ): Promise<Response> => {
    keys += 1;
    const defaults = { 'content-type': 'application/json', 'idempotency-key': `k${keys}` };
    return fetch(`${url}/api/v1/filings${path}`, {
      method: 'POST',
      headers: { ...defaults, ...headers },
      body,
    });
  };
  const file = (changes?: object, headers?: Record<string, string>): Promise<Response> =>
    send(JSON.stringify(filing(changes)), headers);
  const problem = async (response: Response): Promise<Problem> => {
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    return (await response.json()) as Problem;
  };
  const faults = async (response: Response): Promise<[number, string, ...string[]]> => {
    const { status, code, errors = [] } = await problem(response);
    expect(status).toBe(response.status);
    return [status, code, ...errors.map(({ field, rule }) => `${field} ${rule}`)];
  };

  it('hands on a proper filing with canonical amounts and names where it lies', async () => {
    const response = await file();
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ id: 'f-1', name: '示例化工有限公司', rules: [] });
    expect(lastSent?.body.lines[0]?.amount).toBe('3.26434');
    expect(response.headers.get('location')).toBe('/api/v1/filings/f-1');
    expect(response.headers.get('ledger-position')).toBe('7');
    expect(response.headers.get('etag')).toBe('"1"');
    expect(response.headers.get('idempotency-replayed')).toBeNull();
    expect(response.headers.get('x-trace-id')).toMatch(/^[0-9a-f]{32}$/);
  });

  const lines = (...entries: unknown[]): object => ({ lines: entries });
  const cod = (amount: unknown): object => lines({ pollutant: 'COD', amount });
  it.each<[string, object, [number, string, ...string[]]]>([
    ['a JSON number', cod(3.5), [400, 'INVALID_FIELD', 'lines[0].amount AMOUNT_AS_NUMBER']],
    ['ten decimals', cod('0.1234567891'), [400, 'INVALID_FIELD', 'lines[0].amount AMOUNT_DECIMALS']],
    ['a minus sign', cod('-1'), [400, 'INVALID_FIELD', 'lines[0].amount AMOUNT_NEGATIVE']],
    ['an exponent', cod('1e3'), [400, 'INVALID_FIELD', 'lines[0].amount AMOUNT_FORM']],
    ['thirteen digits', cod('1234567890123'), [400, 'INVALID_FIELD', 'lines[0].amount AMOUNT_TOO_LARGE']],
    ['null', cod(null), [400, 'INVALID_FIELD', 'lines[0].amount NOT_TEXT']],
    ['no amount', lines({ pollutant: 'COD' }), [400, 'INVALID_FIELD', 'lines[0].amount REQUIRED']],
    [
      'an unknown pollutant',
      lines({ pollutant: 'CO2', amount: '1' }),
      [422, 'INVALID_MEANING', 'lines[0].pollutant UNKNOWN_POLLUTANT'],
    ],
    [
      'one pollutant twice',
      lines({ pollutant: 'TN', amount: '1' }, { pollutant: 'TN', amount: '2' }),
      [422, 'INVALID_MEANING', 'lines[1] LIST_REPEATS'],
    ],
    [
      'one pollutant twice, with a bad amount',
      lines({ pollutant: 'TN', amount: '1' }, { pollutant: 'TN', amount: 2 }),
      [400, 'INVALID_FIELD', 'lines[1] LIST_REPEATS', 'lines[1].amount AMOUNT_AS_NUMBER'],
    ],
    ['no lines', lines(), [400, 'INVALID_FIELD', 'lines LIST_SIZE']],
    [
      'lines that are no list',
      { lines: { pollutant: 'COD', amount: '1' } },
      [400, 'INVALID_FIELD', 'lines NOT_LIST'],
    ],
    ['lines that are no records', lines('COD'), [400, 'INVALID_FIELD', 'lines[0] NOT_OBJECT']],
    ['a record that is a list', { unit: [{ uscc, name: 'x' }] }, [400, 'INVALID_FIELD', 'unit NOT_OBJECT']],
    ['a record that is null', { unit: null }, [400, 'INVALID_FIELD', 'unit NOT_OBJECT']],
    ['an unknown field', { extra: 1 }, [400, 'INVALID_FIELD', 'extra UNKNOWN_FIELD']],
    [
      'an unknown field inside',
      lines({ pollutant: 'COD', amount: '1', x: 1 }),
      [400, 'INVALID_FIELD', 'lines[0].x UNKNOWN_FIELD'],
    ],
    ['a roles field', { roles: ['office'] }, [400, 'INVALID_FIELD', 'roles UNKNOWN_FIELD']],
    ['an unknown place', { place: '310000' }, [422, 'INVALID_MEANING', 'place UNKNOWN_PLACE']],
    ['an unknown choice', { kind: 'OLD' }, [400, 'INVALID_FIELD', 'kind NOT_ONE_OF']],
    ['a wrong choice in a list', { acts: ['A', 'C'] }, [400, 'INVALID_FIELD', 'acts[1] NOT_ONE_OF']],
    ['a choice twice', { acts: ['A', 'A'] }, [422, 'INVALID_MEANING', 'acts[1] LIST_REPEATS']],
    [
      'a wrong check digit',
      { unit: { uscc: '91320583MA1MTEST1X', name: 'x' } },
      [422, 'INVALID_MEANING', 'unit.uscc USCC_CHECK'],
    ],
    [
      'a day no calendar has',
      { formedOn: '2026-02-30' },
      [422, 'INVALID_MEANING', 'formedOn DATE_IMPOSSIBLE'],
    ],
    ['a date in another form', { formedOn: '2026/02/03' }, [400, 'INVALID_FIELD', 'formedOn DATE_FORM']],
    [
      'form and meaning at once',
      { place: '1', kind: 'x' },
      [400, 'INVALID_FIELD', 'place UNKNOWN_PLACE', 'kind NOT_ONE_OF'],
    ],
  ])('refuses %s, naming the field', async (_, changes, expected) => {
    lastSent = undefined;
    expect(await faults(await file(changes))).toEqual(expected);
    expect(lastSent).toBeUndefined();
  });

  it.each<[string, string | Uint8Array, [number, string]]>([
    ['a body that is a list', '[]', [400, 'INVALID_FIELD']],
    ['a body that is text', '"x"', [400, 'INVALID_FIELD']],
    ['a body that is null', 'null', [400, 'INVALID_FIELD']],
    ['an empty body', '', [400, 'MALFORMED_JSON']],
    ['half a body', '{"a":', [400, 'MALFORMED_JSON']],
    ['a key twice', '{"place":"320583","place":"320581"}', [400, 'MALFORMED_JSON']],
    ['__proto__', '{"__proto__":{"place":"320583"}}', [400, 'MALFORMED_JSON']],
    ['an inherited name', '{"hasOwnProperty":1}', [400, 'MALFORMED_JSON']],
    ['deep nesting', '['.repeat(100_000), [400, 'MALFORMED_JSON']],
    ['more values than any request has', `[${'{},'.repeat(5_000)}{}]`, [400, 'MALFORMED_JSON']],
    ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), [400, 'MALFORMED_JSON']],
    ['2 MB', JSON.stringify({ name: 'x'.repeat(2_000_000) }), [413, 'BODY_TOO_LARGE']],
  ])('refuses %s', async (_, body, answer) => {
    expect((await faults(await send(body))).slice(0, 2)).toEqual(answer);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'application/json; charset=gbk',
  ])('takes JSON only, not %s', async (type) => {
    const response = await file({}, { 'content-type': type });
    expect(await faults(response)).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('asks for an idempotency key unless nothing is to be written', async () => {
    const bare = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(filing()),
    };
    expect(await faults(await fetch(`${url}/api/v1/filings`, bare))).toEqual([
      400,
      'IDEMPOTENCY_KEY_REQUIRED',
    ]);
    const dry = await fetch(`${url}/api/v1/filings?dryRun=true`, bare);
    expect(dry.status).toBe(200);
    expect(await dry.json()).toMatchObject({ dryRun: true, id: 'f-1' });
    expect([dry.headers.get('location'), dry.headers.get('ledger-position')]).toEqual([null, null]);
  });

  it.each(['', 'x'.repeat(201), 'with space', 'mit-ü'])('refuses the idempotency key %p', async (key) => {
    expect(await faults(await file({}, { 'idempotency-key': key }))).toEqual([
      400,
      'IDEMPOTENCY_KEY_REQUIRED',
    ]);
  });

  it('tells another body by another hash', async () => {
    const hashes = new Set<unknown>();
    for (const changes of [{}, {}, { kind: 'EXPANSION' }]) {
      await file(changes);
      hashes.add(lastSent?.sending.dryRun === false && lastSent.sending.requestHash);
    }
    expect(hashes.size).toBe(2);
  });

  it('reads If-Match and refuses what is no version', async () => {
    await file({}, { 'if-match': '"12"' });
    expect(lastSent?.sending.seen).toBe(12);
    expect(await faults(await file({}, { 'if-match': '12' }))).toEqual([
      400,
      'INVALID_FIELD',
      'If-Match ETAG_FORM',
    ]);
  });

  it('gives the executor a fresh command id and a key within the account', async () => {
    await file({}, { 'idempotency-key': 'k', 'if-match': '"3"' });
    const sending = lastSent?.sending ?? { dryRun: true };
    const actor = { id: 'office@320500', roles: ['office'], place: '320500' } as const;
    const [one, two] = [1, 2].map(() => submissionOf({ type: 'T', data: {}, actor }, sending, 'filing-1'));
    expect(one).toMatchObject({ key: 'office@320500:k', ifMatch: { stream: 'filing-1', version: 3 } });
    expect(one?.command.commandId).not.toBe(two?.command.commandId);
    expect(submissionOf({ type: 'T', data: {}, actor }, { dryRun: true })).toEqual({
      command: { type: 'T', data: {}, actor, commandId: expect.any(String) as string },
      dryRun: true,
    });
  });

  it('refuses an unknown query parameter of a write', async () => {
    const response = await send(JSON.stringify(filing()), {}, '?dryrun=true');
    expect(await faults(response)).toEqual([400, 'INVALID_FIELD', 'dryrun UNKNOWN_FIELD']);
  });

  it('words a refusal in the language asked for, a dry run like the real one', async () => {
    for (const path of ['/refused', '/refused?dryRun=true']) {
      const zh = await send('{}', {}, path);
      expect(await problem(zh)).toMatchObject({
        type: 'urn:reserve-pool:problem:FORBIDDEN_PLACE',
        status: 403,
        code: 'FORBIDDEN_PLACE',
        title: '不属于本单位管辖',
        detail: '320583 不在您的管辖范围内。',
        article: '方案第二十三条',
      });
      expect(zh.headers.get('idempotency-replayed')).toBe('true');
      const en = await send('{}', { 'accept-language': 'en-GB,zh;q=0.5' }, path);
      expect(await problem(en)).toMatchObject({ title: 'Outside your place' });
      expect(en.headers.get('content-language')).toBe('en');
    }
  });

  it('says nothing about a defect but its trace id', async () => {
    const response = await fetch(`${url}/api/v1/filings/broken`);
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({
      code: 'INTERNAL_ERROR',
      traceId: response.headers.get('x-trace-id'),
    });
    expect(text).not.toMatch(/secret|Error:|at /);
  });

  it.each<[string, number, string]>([
    ['/nowhere', 404, 'NOT_FOUND'],
    ['/api/v1/filings/%zz', 400, 'MALFORMED_JSON'],
    ['/api/v1/filings/a%00b', 400, 'INVALID_FIELD'],
    [`/api/v1/filings/${'x'.repeat(500)}`, 400, 'INVALID_FIELD'],
    ['/api/v1/filings?perPage=201', 400, 'INVALID_FIELD'],
    ['/api/v1/filings?page=0', 400, 'INVALID_FIELD'],
    ['/api/v1/filings?page=1&page=2', 400, 'INVALID_FIELD'],
    ['/api/v1/filings?sort=secret', 400, 'INVALID_FIELD'],
    ['/api/v1/filings?valueOf=1', 400, 'INVALID_FIELD'],
    ['/api/v1/filings?other=1', 400, 'INVALID_FIELD'],
    ['/api/v1/filings/past?asOf=yesterday', 400, 'INVALID_FIELD'],
    ['/api/v1/filings/past?asOf=@5', 400, 'INVALID_FIELD'],
  ])('answers GET %s with a problem', async (path, status, code) => {
    expect((await faults(await fetch(url + path))).slice(0, 2)).toEqual([status, code]);
  });

  it('pages a list and links the pages around it', async () => {
    const response = await fetch(`${url}/api/v1/filings?page=2&perPage=50&sort=-n`);
    const { items } = (await response.json()) as { items: { n: number }[] };
    expect([items.length, items[0]?.n]).toEqual([50, 50]);
    expect(response.headers.get('x-total-count')).toBe('120');
    expect(response.headers.get('link')).toContain('</api/v1/filings?page=3&perPage=50&sort=-n>; rel="next"');
    expect(
      ((await (await fetch(`${url}/api/v1/filings`)).json()) as { items: unknown[] }).items,
    ).toHaveLength(50);
  });

  it('gives the same page as a file', async () => {
    const response = await fetch(`${url}/api/v1/filings?perPage=2`, { headers: { accept: 'text/csv' } });
    expect(response.headers.get('content-type')).toContain('text/csv');
    expect(Buffer.from(await response.arrayBuffer()).toString('utf8')).toBe(
      '\uFEFF"n","name"\r\n"0","\'=1+1"\r\n"1","\'=1+1"\r\n',
    );
  });

  it('reads the two times of a question', async () => {
    const response = await fetch(`${url}/api/v1/filings/past?asOf=2026-03-31&knownAt=@1234`);
    expect(await response.json()).toEqual({ asOf: '2026-03-31T15:59:59.999Z', knownAt: { position: 1234 } });
  });

  const naughty = vectors('naughty-strings.json') as string[] | undefined;
  (naughty ? it : it.skip)(
    'keeps a naughty string as it came or refuses it, in every text field',
    async () => {
      const tally = { kept: 0, refused: 0 };
      const tryOut = async (text: string): Promise<void> => {
        const named = await file({ unit: { uscc, name: text } });
        if (named.status === 201) {
          expect(((await named.json()) as { name: string }).name).toBe(text);
          tally.kept += 1;
        } else {
          expect((await faults(named)).slice(0, 2)).toEqual([400, 'INVALID_FIELD']);
          tally.refused += 1;
        }
        const texts = { place: text, kind: text, formedOn: text, lines: [{ pollutant: text, amount: text }] };
        const coded = { unit: { uscc: text, name: 'x' }, ...texts };
        expect([400, 422]).toContain((await file(coded)).status);
      };
      for (let start = 0; start < (naughty ?? []).length; start += 32) {
        await Promise.all((naughty ?? []).slice(start, start + 32).map(tryOut));
      }
      expect(tally.kept).toBeGreaterThan(350);
      expect(tally.refused).toBeGreaterThan(10);
    },
    30_000,
  );
});
