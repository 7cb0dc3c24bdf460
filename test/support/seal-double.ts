import { createHash } from 'node:crypto';
import { SealService } from '#libs/documents';

const MARK = '\n% TEST DOUBLE OF A SEAL, NOT A SEAL 测试替身，非印章 sha256=';

/**
 * A test double of an electronic seal service: no seal, only the digest of what it was given behind the paper, so that
 * a test can tell which bytes were to be sealed.
 */
export class SealDouble extends SealService {
  override async seal(paper: Uint8Array): Promise<Uint8Array> {
    const digest = createHash('sha256').update(paper).digest('hex');
    return Buffer.concat([paper, Buffer.from(`${MARK}${digest}\n%%EOF\n`)]);
  }

  /** Whether the double stands on the bytes before it. */
  static holds(sealed: Uint8Array): boolean {
    const whole = Buffer.from(sealed);
    const at = whole.lastIndexOf(MARK);
    const digest = createHash('sha256').update(whole.subarray(0, at)).digest('hex');
    return at > 0 && whole.subarray(at).toString().includes(`sha256=${digest}\n`);
  }
}
