import 'reflect-metadata';
import { request } from 'node:http';
import { Controller, HttpCode, Module, Post, Req } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { JSON_VERDICTS } from '../../../../test/support/json-verdicts.js';
import { inParallel } from '../../../../test/support/naughty.js';
import { vectors } from '../../../../test/support/vectors.js';
import { configureEdge, createEdgeAdapter, EDGE_OPTIONS } from './edge.js';
import { say } from './language.js';
import { JSON_FAULTS, type JsonFault } from './messages.js';
import { JSON_LIMITS } from './strict-json.js';

type Case = { readonly b64: string } | { readonly repeat: readonly [string, number, string] };
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Takes any JSON; what the edge let through, it says back as it was read. */
@Controller('any')
class AnyController {
  @Post()
  @HttpCode(200)
  take(@Req() { body, bodyText }: FastifyRequest): unknown {
    return { same: JSON.stringify(body) === JSON.stringify(JSON.parse(bodyText)) };
  }
}
@Module({ controllers: [AnyController] })
class AnyModule {}

const bytesOf = (given: Case): Buffer => {
  if ('b64' in given) return Buffer.from(given.b64, 'base64');
  const [unit, times, tail] = given.repeat;
  const parts = Array<Buffer>(times).fill(Buffer.from(unit, 'base64'));
  return Buffer.concat([...parts, Buffer.from(tail, 'base64')]);
};

const stated = new Map<string, string>(
  Object.entries(JSON_VERDICTS).flatMap(([verdict, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => [`${name}.json`, verdict] as const),
  ),
);

/** The ground of a refusal, told by the words the caller gets. */
const FAULT_OF = new Map(
  Object.entries(JSON_FAULTS).map(([fault, wording]) => [
    say(wording, { max: fault === 'TOO_MANY_VALUES' ? JSON_LIMITS.values : JSON_LIMITS.depth }, 'en'),
    fault as JsonFault,
  ]),
);

const suite = vectors('json-parsing-318.json') as Readonly<Record<string, Case>> | undefined;

let app: NestFastifyApplication;
let url: string;
beforeAll(async () => {
  app = await NestFactory.create<NestFastifyApplication>(AnyModule, createEdgeAdapter(), {
    ...EDGE_OPTIONS,
    logger: false,
  });
  configureEdge(app);
  await app.listen(0, '127.0.0.1');
  url = await app.getUrl();
});
afterAll(() => app.close());

/** Real bytes over a real socket, with nothing in between that would mend them. */
const send = (body: Buffer): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'accept-language': 'en' };
    const sending = request(`${url}/any`, { method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode = 0, headers: answered } = response;
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: statusCode, type: answered['content-type'] ?? '', text });
      });
    });
    sending.on('error', reject);
    sending.end(body);
  });

const verdictOf = ({ status, type, text }: Answer): string => {
  if (status === 200) return text === '{"same":true}' ? 'accepted' : `read as something else: ${text}`;
  const { code, detail } = JSON.parse(text) as { readonly code: string; readonly detail: string };
  const refused = status === 400 && code === 'MALFORMED_JSON' && type.startsWith('application/problem+json');
  return refused ? (FAULT_OF.get(detail) ?? detail) : `${status} ${type} ${text}`;
};

describe('the JSON parsing suite, over HTTP', () => {
  (suite ? it : it.skip)('has a stated verdict for each of the 318 cases, and gets it', async () => {
    const cases = Object.entries(suite ?? {});
    expect(cases).toHaveLength(318);
    expect(cases.map(([name]) => name).toSorted()).toEqual([...stated.keys()].toSorted());
    const seen = await inParallel(
      cases,
      async ([name, given]) => `${name}: ${verdictOf(await send(bytesOf(given)))}`,
    );
    expect(seen).toEqual(cases.map(([name]) => `${name}: ${stated.get(name)}`));
  });

  it('states no verdict against the standard but for repeated keys', () => {
    const against = [...stated].filter(
      ([name, verdict]) =>
        (name.startsWith('y_') && verdict !== 'accepted') ||
        (name.startsWith('n_') && verdict === 'accepted'),
    );
    expect(against).toEqual([
      ['y_object_duplicated_key.json', 'DUPLICATE_KEY'],
      ['y_object_duplicated_key_and_value.json', 'DUPLICATE_KEY'],
    ]);
  });
});
