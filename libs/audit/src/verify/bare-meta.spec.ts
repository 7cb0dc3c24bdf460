import fc from 'fast-check';
import { utf8 } from '../notes/encoding.js';
import { Headings, type Heading } from './bare-meta.js';

const headings = new Headings();
const headingIn = (meta: Uint8Array): Heading | undefined => headings.in(meta);

const text = fc.string({ unit: fc.constantFrom('"', '\\', ',', '{', '}', 'command', ':', '型', 'type') });
const metas = fc.record({
  actor: text,
  actorRoles: fc.array(text, { maxLength: 2 }),
  actorPlace: fc.oneof(
    text,
    fc.nat({ max: 20_000 }).map((length) => '型'.repeat(length)),
  ),
  commandId: text,
});
const types = fc.constantFrom('FileDeposit', 'ApproveWithdrawal');

describe('the heading of a meta, told from its bytes', () => {
  it('is what reading it tells, whatever its texts are', () => {
    fc.assert(
      fc.property(metas, types, text, (bare, type, data) => {
        const heading = headingIn(utf8(JSON.stringify({ ...bare, command: { type, data: { data } } })));
        expect(heading?.type).toBe(type);
        expect(heading?.bare.read).toEqual(bare);
        expect(heading?.bare.bytes).toEqual(utf8(JSON.stringify(bare)));
      }),
      { numRuns: 300 },
    );
  });

  it('does not lie where the meta lay, which whoever reads on may change', () => {
    const bytes = Buffer.from(JSON.stringify({ actor: 'a', command: { type: 'FileDeposit', data: {} } }));
    const before = bytes.toString();
    const heading = headingIn(bytes);
    expect(bytes.toString()).toBe(before);
    bytes.fill(0);
    expect(heading?.bare.read).toEqual({ actor: 'a' });
  });

  it.each([
    '{"actor":"a"}',
    '{"command":{"type":"FileDeposit"}}',
    '{"actor":"a","command":{"data":{},"type":"FileDeposit"}}',
    '{"actor":"a","command":{"type":"File-Deposit"}}',
    '{"actor":"a,\\"command\\":{\\"type\\":\\"FileDeposit\\"}"}',
    '',
  ])('is told of no other writing: %s', (meta) => {
    expect(headingIn(utf8(meta))).toBeUndefined();
  });
});
