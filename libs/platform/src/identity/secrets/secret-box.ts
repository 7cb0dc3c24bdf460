import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { authKey } from './auth-key.js';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals what the database must hold but may not tell (AES-256-GCM): a dump of it without the key says nothing, and a
 * sealed text moved to another row does not open there.
 */
@Injectable()
export class SecretBox {
  private key: Buffer | undefined;

  constructor(private readonly config: Config) {}

  /** `about` names the row and column the text belongs to. */
  seal(text: string, about: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.keyNow(), nonce).setAAD(Buffer.from(about));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** @throws Error when the text was sealed for another row or with another key, or was changed. */
  open(sealed: string, about: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const [nonce, rest] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES)];
    const decipher = createDecipheriv(CIPHER, this.keyNow(), nonce).setAAD(Buffer.from(about));
    decipher.setAuthTag(rest.subarray(0, TAG_BYTES));
    return Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]).toString('utf8');
  }

  /** Read when first needed: describing the interface or migrating needs no key. */
  private keyNow(): Buffer {
    this.key ??= authKey(this.config);
    return this.key;
  }
}
