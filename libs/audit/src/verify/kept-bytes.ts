import { must } from '#kernel';
import { setU32, u32At } from '../pack/leaf-event.js';

const PIECE_BYTES = 2 ** 20;
const LENGTH_BYTES = 4;

/**
 * Byte strings one after another in a few large pieces: what may never be asked for is kept without being read, and
 * without an object for each.
 */
export class KeptBytes {
  private readonly pieces: Uint8Array[] = [];
  private piece = new Uint8Array(0);
  private used = PIECE_BYTES;

  /** Keeps the beginning of a leaf and its last field as one leaf; answers where it lies. */
  keep(head: Uint8Array, last: Uint8Array): number {
    const length = head.length + LENGTH_BYTES + last.length;
    if (this.used + LENGTH_BYTES + length > PIECE_BYTES) this.begin(LENGTH_BYTES + length);
    const place = (this.pieces.length - 1) * PIECE_BYTES + this.used;
    const start = this.used + LENGTH_BYTES;
    setU32(this.piece, this.used, length);
    this.piece.set(head, start);
    setU32(this.piece, start + head.length, last.length);
    this.piece.set(last, start + head.length + LENGTH_BYTES);
    this.used = start + length;
    return place;
  }

  at(place: number): Uint8Array {
    const piece = must(this.pieces[Math.floor(place / PIECE_BYTES)], 'a piece');
    const start = (place % PIECE_BYTES) + LENGTH_BYTES;
    return piece.subarray(start, start + u32At(piece, start - LENGTH_BYTES));
  }

  /** What is longer than a piece has one of its own. */
  private begin(least: number): void {
    this.piece = new Uint8Array(Math.max(PIECE_BYTES, least));
    this.pieces.push(this.piece);
    this.used = 0;
  }
}
