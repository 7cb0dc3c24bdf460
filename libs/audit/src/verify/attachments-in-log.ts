import { utf8 } from '../notes/encoding.js';
import { attachmentLines } from '../pack/attachments-file.js';
import type { LeafEvent } from '../pack/leaf-event.js';
import { sameBytes } from '../tree/hasher.js';

/** Gathers the files that events name, and compares them with the list that a pack brings. */
export class AttachmentsInLog {
  private lines = '';

  read(event: LeafEvent): void {
    this.lines += attachmentLines(event.bodyBytes, event.position);
  }

  /** Once the last event was read. */
  areListedBy(listed: Uint8Array): boolean {
    return sameBytes(listed, utf8(this.lines));
  }
}
