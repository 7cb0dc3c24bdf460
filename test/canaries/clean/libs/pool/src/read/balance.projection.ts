import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DepositFiled } from '#contract/deposit';
import { EventStore } from '#libs/event-store';
import type { PoolCredited } from '../contract/index.js';

@Injectable()
export class BalanceProjection {
  constructor(
    private readonly rows: DataSource,
    private readonly store: EventStore,
  ) {}

  apply(event: PoolCredited, source: DepositFiled): unknown[] {
    return [event, source, this.rows, this.store, new Date()];
  }
}
