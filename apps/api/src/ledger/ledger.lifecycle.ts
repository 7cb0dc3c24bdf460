import {
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { ProjectionRunner } from '#libs/platform';
import { Peers } from '../peers/peers.js';

/**
 * Starts following the log before requests come, and takes its turn at leading it once everything else is ready;
 * finishes what was accepted before the process goes.
 */
@Injectable()
export class LedgerLifecycle implements OnModuleInit, OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly peers: Peers,
    private readonly runner: ProjectionRunner,
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
}
