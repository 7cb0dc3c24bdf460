import type { Instant } from '#kernel';

/** Where the moment of recording comes from. */
export abstract class Clock {
  abstract now(): Instant;
}
