import pg from 'pg';
import { must } from '#kernel';
import { migrate, tellDemoYear } from '#apps/api';
import { chainHash, PostgresEventStore, type StoredEvent } from '#libs/event-store';
import { PROOF, type PackReport } from '#libs/audit';
import { dice, type Dice } from '../support/busy-city.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { checkpointsAt, LOG_KEY, packOf, verified } from '../support/packs.js';

jest.setTimeout(1_800_000);

const ALL = process.env['TAMPER'] === 'all';
const ACTS = ALL ? 2_000 : 100;
const CLEAN_RUNS = ALL ? 200 : 20;
const SEED = Number(process.env['TAMPER_SEED'] ?? 20_261_122);
/** How many events lie between two checkpoints. */
const STEP = 40;

const COLUMNS = `ledger, position::int, stream, version, event_id AS "eventId", type, schema_version AS "schemaVersion",
  occurred_at AS "occurredAt", recorded_at AS "recordedAt", body, meta, hash`;

/** One way to tamper; answers what a verifier must say at least, as `CODE @position field`. */
interface Act {
  readonly name: string;
  readonly expected: readonly string[];
  /** An old copy takes its newer checkpoints with it: what an inspector kept is all that is left. */
  readonly checkpointsUpTo?: number;
}

interface Tamperer {
  readonly client: pg.Client;
  readonly events: readonly StoredEvent[];
  readonly roll: Dice;
}

const one = <T>(choices: readonly T[], roll: Dice): T => must(choices[roll(choices.length)], 'a choice');
const firstCheckpointAfter = (position: number, size: number): number =>
  Math.min(Math.ceil(position / STEP) * STEP, size);

const UPDATES: readonly (readonly [string, string, string])[] = [
  ['ledger', `'330000'`, 'ledger'],
  ['stream', `stream || '-x'`, 'content'],
  ['version', 'version + 10000', 'version'],
  ['event_id', `event_id || 'x'`, 'content'],
  ['type', `type || 'X'`, 'content'],
  ['schema_version', 'schema_version + 1', 'content'],
  ['occurred_at', `'2020-01-01T00:00:00.000Z'`, 'content'],
  ['recorded_at', `'2020-01-01T00:00:00.000Z'`, 'recordedAt'],
  ['body', `replace(body, '{', '{ ')`, 'content'],
  ['meta', `replace(meta, '@', '＠')`, 'content'],
  ['hash', `repeat('0', 64)`, 'hash'],
];

const update = async ({ client, events, roll }: Tamperer): Promise<Act> => {
  const position = 2 + roll(events.length - 2);
  const [column, value, field] = one(UPDATES, roll);
  await client.query(`UPDATE ledger.event SET ${column} = ${value} WHERE position = $1`, [position]);
  const codes: Readonly<Record<string, string>> = {
    ledger: 'LEDGER',
    version: 'VERSION',
    recordedAt: 'RECORDED_AT',
  };
  const own = codes[field] === undefined ? [] : [`${codes[field]} @${position} ${field}`];
  const chain = `CHAIN @${position} ${field === 'hash' ? 'hash' : 'content'}`;
  return { name: `update ${column} of ${position}`, expected: [chain, ...own] };
};

const remove = async ({ client, events, roll }: Tamperer): Promise<Act> => {
  const position = 1 + roll(events.length - 1);
  await client.query('DELETE FROM ledger.event WHERE position = $1', [position]);
  return {
    name: `delete ${position}`,
    expected: [`POSITION @${position + 1} position`, `CHAIN @${position + 1} content`],
  };
};

const insert = async ({ client, events, roll }: Tamperer): Promise<Act> => {
  const position = 1 + roll(events.length - 1);
  await client.query('UPDATE ledger.event SET position = -position - 1 WHERE position > $1', [position]);
  await client.query('UPDATE ledger.event SET position = -position WHERE position < 0');
  await client.query(
    `INSERT INTO ledger.event
       SELECT ledger, $1::bigint + 1, stream || '-forged', 1, event_id || 'x', type, schema_version, occurred_at,
         recorded_at, body, meta, repeat('1', 64) FROM ledger.event WHERE position = $1`,
    [position],
  );
  return { name: `insert after ${position}`, expected: [`CHAIN @${position + 1} content`] };
};

const swap = async ({ client, events, roll }: Tamperer): Promise<Act> => {
  const first = 1 + roll(events.length - 2);
  const second = first + 1 + roll(Math.min(20, events.length - first));
  await client.query('UPDATE ledger.event SET position = -position WHERE position IN ($1, $2)', [
    first,
    second,
  ]);
  await client.query('UPDATE ledger.event SET position = $2 WHERE position = -$1::bigint', [first, second]);
  await client.query('UPDATE ledger.event SET position = $1 WHERE position = -$2::bigint', [first, second]);
  return { name: `swap ${first} and ${second}`, expected: [`CHAIN @${first} content`] };
};

const truncate = async ({ client, events, roll }: Tamperer): Promise<Act> => {
  const left = roll(events.length);
  await client.query('DELETE FROM ledger.event WHERE position > $1', [left]);
  return { name: `cut after ${left}`, expected: [`CHECKPOINT_AHEAD @${events.length}`] };
};

const restore = async ({ client, events, roll }: Tamperer): Promise<Act> => {
  const left = Math.floor(roll(events.length) / STEP) * STEP;
  await client.query('DELETE FROM ledger.event WHERE position > $1', [left]);
  return {
    name: `old copy of ${left}`,
    expected: [`CHECKPOINT_AHEAD @${events.length}`],
    checkpointsUpTo: left,
  };
};

/** The whole chain laid anew over a changed event, as somebody who knows the format would. */
const rehash = async ({ client, events, roll }: Tamperer): Promise<Act> => {
  const position = 1 + roll(events.length);
  let hash = events[position - 2]?.hash ?? '0'.repeat(64);
  const later = events.slice(position - 1).map((event, index) => {
    const changed = index === 0 ? { ...event, body: event.body.replace('{', '{ ') } : event;
    hash = chainHash(hash, changed);
    return { ...changed, hash };
  });
  await client.query(
    `UPDATE ledger.event e SET body = n.body, hash = n.hash
       FROM unnest($1::bigint[], $2::text[], $3::text[]) AS n(position, body, hash) WHERE e.position = n.position`,
    [later.map((event) => event.position), later.map(({ body }) => body), later.map((event) => event.hash)],
  );
  const first = firstCheckpointAfter(position, events.length);
  return { name: `chain anew from ${position}`, expected: [`CHECKPOINT_ROOT @${first}`] };
};

const KINDS = [update, update, update, remove, insert, swap, truncate, restore, rehash];

describe('tampering as superuser', () => {
  let database: FreshDatabase;
  let client: pg.Client;
  let events: readonly StoredEvent[];
  let kept: readonly string[];
  let sizes: readonly number[];

  const rows = async (): Promise<readonly StoredEvent[]> => {
    const { rows: found } = await client.query<StoredEvent>(
      `SELECT ${COLUMNS} FROM ledger.event ORDER BY position`,
    );
    return found;
  };
  /** What a pack of the rows as they are now says, with the checkpoints that the database still has. */
  const inspected = async (checkpointsUpTo = Number.POSITIVE_INFINITY): Promise<PackReport> => {
    const log = await rows();
    const left = kept.filter((_, index) => must(sizes[index], 'a size') <= checkpointsUpTo);
    const size = Math.min(checkpointsUpTo, must(sizes.at(-1), 'a size'));
    const pack = await packOf({
      events: log.filter(({ position }) => position <= size + 1),
      checkpoints: left,
      size,
    });
    const whole = checkpointsUpTo === Number.POSITIVE_INFINITY;
    return verified(pack, {
      parts: PROOF,
      trustedKeys: [LOG_KEY.verifier.text],
      ...(!whole && { knownNotes: kept }),
    });
  };

  beforeAll(async () => {
    database = await freshDatabase();
    await migrate(database);
    const store = new PostgresEventStore({ url: database.url });
    await tellDemoYear(store);
    await store.close();
    client = new pg.Client({ connectionString: database.url, query_timeout: 20_000 });
    await client.connect();
    events = await rows();
    const marks = Array.from({ length: Math.floor(events.length / STEP) }, (_, index) => (index + 1) * STEP);
    sizes = [...new Set([0, ...marks, events.length])];
    kept = checkpointsAt(events, sizes);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it(`${ACTS} random acts are all found, named by position and field or by the first checkpoint`, async () => {
    const roll = dice(SEED);
    const missed: string[] = [];
    const seen = new Map<string, number>();
    for (let act = 0; act < ACTS; act += 1) {
      const kind = one(KINDS, roll);
      await client.query('BEGIN');
      await client.query('ALTER TABLE ledger.event DISABLE TRIGGER append_only');
      const { name, expected, checkpointsUpTo } = await kind({ client, events, roll });
      const { proof } = await inspected(checkpointsUpTo);
      await client.query('ROLLBACK');
      const found = proof.map(({ code, position, field }) =>
        `${code} @${position ?? ''} ${field ?? ''}`.trim(),
      );
      for (const finding of expected)
        if (!found.includes(finding))
          missed.push(`${name}: no ${finding} among ${found.slice(0, 6).join(', ')}`);
      if (kind === rehash && found.length !== 1)
        missed.push(`${name}: more than the checkpoint: ${found.join(', ')}`);
      seen.set(kind.name, (seen.get(kind.name) ?? 0) + 1);
    }
    expect(missed).toEqual([]);
    expect([...seen.keys()].toSorted()).toEqual([...new Set(KINDS.map(({ name }) => name))].toSorted());
  });

  it(`${CLEAN_RUNS} clean runs raise no alarm`, async () => {
    for (let run = 0; run < CLEAN_RUNS; run += 1) expect((await inspected()).proof).toEqual([]);
  });
});
