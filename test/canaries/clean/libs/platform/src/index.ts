import { Module } from '@nestjs/common';
import { EventStore } from '#libs/event-store';

@Module({ providers: [EventStore] })
export class PlatformModule {}

export const clock = (): Date => new Date();
