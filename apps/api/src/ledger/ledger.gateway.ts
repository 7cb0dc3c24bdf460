import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Outcome } from '#libs/event-store';
import { SubmitCommand, type LedgerOrder } from './submit-command.js';
import type { Writer } from './writer.js';

/** The controllers' way to the command bus. */
@Injectable()
export class LedgerGateway {
  constructor(private readonly commands: CommandBus) {}

  submit(order: LedgerOrder, writer: Writer): Promise<Outcome> {
    return this.commands.execute(new SubmitCommand(order, writer));
  }
}
