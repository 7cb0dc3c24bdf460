import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { EventStore } from '#libs/event-store';
import { ProjectionRunner } from '#libs/platform';
import { Peers } from '../peers/peers.js';

/**
 * Starts following the log before requests come, and takes its turn at leading it once everything else is ready;
 * finishes what was accepted before the process goes.
 */
@Injectable()
export class LedgerLifecycle
  implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown
{
  constructor(
    private readonly peers: Peers,
    private readonly runner: ProjectionRunner,
    private readonly store: EventStore,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.runner.start();
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.peers.begin();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.peers.end();
    await this.runner.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.peers.close();
    await this.store.close();
  }
}
