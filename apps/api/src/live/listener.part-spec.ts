import type { Actor } from '#kernel';
import { LEDGER_FOLDS } from '#libs/audit';
import { Listener } from './listener.js';
import { FAMILIES, SILENT } from './sight.js';

const OFFICE: Actor = { id: 'office@320500', roles: ['office'], place: '320500' };
const change = (position: number, stream: string) => ({
  position,
  type: 'Something',
  stream,
  place: stream.startsWith('pool-') ? stream.slice('pool-'.length) : undefined,
});
const textOf = (listener: Listener): string => String(listener.read() ?? '');

describe('a listener', () => {
  it('comes again from where it was even when nothing was for its eyes', () => {
    const listener = new Listener(OFFICE, 'token');
    listener.begin(7);
    listener.tell([change(8, 'mark-abc'), change(9, 'deposit-of-nowhere')]);
    textOf(listener);
    listener.beat();
    expect(textOf(listener)).toBe(': still here\nid: 9\n\n');
  });

  it('is told nothing twice', () => {
    const listener = new Listener(OFFICE, 'token');
    listener.begin(7);
    listener.tell([change(8, 'pool-320583')]);
    listener.tell([change(7, 'pool-320583'), change(8, 'pool-320583')]);
    expect(textOf(listener).match(/event: change/g)).toHaveLength(1);
  });

  it('is let go when it takes nothing in, and hears nothing more', () => {
    const listener = new Listener(OFFICE, 'token');
    for (let position = 1; position < 2_000; position += 1) listener.tell([change(position, 'pool-320583')]);
    expect(listener.destroyed).toBe(true);
    expect(listener.readableLength).toBeLessThan(70_000);
  });
});

it('is decided of every kind of stream who hears of it', () => {
  const kinds = LEDGER_FOLDS.map(({ prefix }) => prefix.replace(/-.*$/, ''));
  expect([...new Set(kinds)].toSorted()).toEqual([...Object.keys(FAMILIES), ...SILENT].toSorted());
});
