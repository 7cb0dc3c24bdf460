import { Injectable } from '@nestjs/common';
import { instantOf, type Instant } from '#kernel';
import { Clock } from '#libs/event-store';

/** The machine's clock. */
@Injectable()
export class SystemClock extends Clock {
  now(): Instant {
    return instantOf(Date.now());
  }
}
