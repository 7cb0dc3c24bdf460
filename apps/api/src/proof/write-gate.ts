import { Injectable } from '@nestjs/common';

/** Shut when the log does not match what it has proved before; nothing is written then until the next start. */
@Injectable()
export class WriteGate {
  private reason: string | undefined;

  /** Why nothing may be written; in Chinese and English. The first reason stands. */
  get trouble(): string | undefined {
    return this.reason;
  }

  shut(reason: string): void {
    this.reason ??= reason;
  }
}
