import { Pool } from 'pg';
import { digest } from '#kernel';

export class EventStore {
  readonly pool = new Pool();

  append(events: unknown[]): string {
    return digest(JSON.stringify(events));
  }
}
