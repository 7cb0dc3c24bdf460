import type { EventStore } from '../port.js';
import { describeDamage, describeFollowing, describeReading } from './suite-of-reading.js';
import {
  describeAppending,
  describeChecks,
  describeCommitting,
  describeIdempotency,
  describeLocking,
} from './suite-of-writing.js';
import { Subject, type Given } from './suite-subject.js';

/** What every store promises, whatever it is made of. Opening it again must find what was written. */
export const describeEventStore = (name: string, open: () => EventStore | Promise<EventStore>): void => {
  describe(name, () => {
    let store: EventStore;
    let subject: Subject;
    const given: Given = () => subject;
    const reopen = async (): Promise<void> => {
      await store.close();
      store = await open();
    };

    beforeAll(async () => {
      store = await open();
    });
    beforeEach(() => {
      subject = new Subject({ current: () => store, reopen });
    });
    afterAll(() => store.close());

    describe('append', () => describeAppending(given));
    describe('checks', () => describeChecks(given));
    describe('idempotency', () => describeIdempotency(given));
    describe('commit', () => describeCommitting(given));
    describe('lock', () => describeLocking(given));
    describe('reading', () => describeReading(given));
    describe('following', () => describeFollowing(given));
    describe('damage', () => describeDamage(given));
  });
};
