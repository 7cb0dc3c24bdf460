import { describeEventStore } from '../testing/contract-suite.js';
import { MemoryEventStore } from './memory-event-store.js';
import type { MemoryLedger } from './memory-ledger.js';

const ledgers = new Map<string, MemoryLedger>();
describeEventStore('memory event store', () => new MemoryEventStore(ledgers));
