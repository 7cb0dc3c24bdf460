import fc from 'fast-check';
import { must } from '#kernel';
import { countIn, utf8 } from '../notes/encoding.js';
import { concat } from '../tree/hasher.js';
import { lawRuns } from '../../../../test/support/runs.js';
import { field, LeafEvent } from './leaf-event.js';

const FIELDS = {
  ledger: '320000',
  position: '7',
  stream: 'pool-320583',
  version: '3',
  eventId: '0192f3a4-0000-7000-8000-000000000000',
  type: 'QuotaHeld',
  schemaVersion: '1',
  occurredAt: '2026-03-01T00:00:00.000Z',
  recordedAt: '2026-03-02T00:00:00.000Z',
  body: '{"批次":1}',
  meta: '{}',
};
type Texts = typeof FIELDS;

const leafWith = (texts: Partial<Texts>): Uint8Array =>
  concat([Uint8Array.of(1), ...Object.values({ ...FIELDS, ...texts }).map((text) => field(utf8(text)))]);
const read = (texts: Partial<Texts>, before?: LeafEvent): LeafEvent | undefined => {
  const leaf = leafWith(texts);
  return LeafEvent.in(leaf, [0, leaf.length], { before });
};
const fieldsOf = (event: LeafEvent | undefined): object | undefined =>
  event && Object.fromEntries(Object.keys(FIELDS).map((name) => [name, Reflect.get(event, name)]));

const digits = fc.string({ unit: fc.integer({ min: 0, max: 9 }).map(String), maxLength: 18 });
const large = fc.bigInt({ min: 10n ** 13n, max: 10n ** 17n }).map(String);
const counts = fc.oneof(
  digits,
  large,
  fc.constant(String(2 ** 53)),
  fc.string({ unit: fc.constantFrom('0', '1', '9', '-', '+', '.', ' ', 'e', '型'), maxLength: 4 }),
);
const texts = fc.string({ unit: fc.constantFrom('a', '7', '-', '型', '😀', '"'), maxLength: 12 });
const others: fc.Arbitrary<Partial<Texts>> = fc.record(
  { ledger: texts, stream: texts, eventId: texts, type: texts, occurredAt: texts, recordedAt: texts },
  { requiredKeys: [] },
);

describe('an event read from its leaf', () => {
  it('has the fields that were written, whatever their texts are', () => {
    fc.assert(
      fc.property(others, (written) => {
        const expected = { ...FIELDS, ...written, position: 7, version: 3, schemaVersion: 1 };
        expect(fieldsOf(read(written))).toEqual(expected);
      }),
      lawRuns(300),
    );
  });

  it('has numbers as they are counted elsewhere, and is none where one is no number', () => {
    fc.assert(
      fc.property(fc.constantFrom('position', 'version', 'schemaVersion'), counts, (name, text) => {
        const event = read({ [name]: text });
        expect(event && Reflect.get(event, name)).toBe(countIn(text));
      }),
      lawRuns(500),
    );
  });

  it('is the same whichever event was read before', () => {
    fc.assert(
      fc.property(others, others, (written, before) => {
        const alone = read(written);
        expect(fieldsOf(read(written, must(read(before), 'one before')))).toEqual(fieldsOf(alone));
      }),
      lawRuns(300),
    );
  });
});
