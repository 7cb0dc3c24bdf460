import { Readable } from 'node:stream';
import type { Actor } from '#kernel';
import { toldTo, type Change } from './sight.js';

/** A reader that takes nothing in for this long a text has gone to sleep, and may come again. */
const MOST_WAITING_BYTES = 64 * 1024;

/** One page that listens, as the text it is sent (the format of server-sent events). */
export class Listener extends Readable {
  /** How far it has been told; what is not for its eyes counts too. */
  position = 0;
  /** Whether it has been told all it missed, and is to be told what comes. */
  caughtUp = false;

  constructor(
    readonly actor: Actor,
    readonly token: string,
  ) {
    super();
  }

  /** Nothing to fetch: what there is to say is pushed as it happens. */
  override _read(): void {}

  /** Where it stands, so that it can come again from there. */
  begin(position: number): void {
    this.position = position;
    this.say(`event: begin\nid: ${position}\ndata: ${JSON.stringify({ position })}\n\n`);
  }

  /** Those of these changes that are new to it and for its eyes. */
  tell(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.position <= this.position) continue;
      this.position = change.position;
      const told = toldTo(this.actor, change);
      if (told) this.say(`event: change\nid: ${change.position}\ndata: ${JSON.stringify(told)}\n\n`);
    }
  }

  /** Too much has happened to tell it: whatever is shown should be read anew. */
  reset(position: number): void {
    this.position = position;
    this.say(`event: reset\nid: ${position}\ndata: ${JSON.stringify({ position })}\n\n`);
  }

  /** A sign of life, which also moves the position to come again from. */
  beat(): void {
    this.say(`: still here\nid: ${this.position}\n\n`);
  }

  finish(): void {
    if (!this.destroyed) this.push(null);
  }

  private say(text: string): void {
    if (this.destroyed) return;
    if (this.readableLength > MOST_WAITING_BYTES) this.destroy();
    else this.push(text);
  }
}
