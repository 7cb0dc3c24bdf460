import { Injectable } from '@nestjs/common';
import { EventStore } from '#libs/event-store';
import { filed } from '#libs/deposit';
import { clock } from '#libs/platform';
import { credited } from '../domain/pool.js';

@Injectable()
export class CreditHandler {
  constructor(private readonly store: EventStore) {}

  execute(pool: string): unknown {
    return this.store.append([credited(pool), filed(pool), clock()]);
  }
}
