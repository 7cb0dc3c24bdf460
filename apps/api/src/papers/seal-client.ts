import { readFileSync } from 'node:fs';
import { SealService } from '#libs/documents';
import type { SealSettings } from '#libs/platform';

const PATIENCE_MS = 10_000;
const PDF = 'application/pdf';
/** A seal with its certificates and time stamp is some tens of kilobytes. */
const MOST_ADDED = 1_000_000;

/** Asks a seal service over HTTP: the paper goes there as it is, and comes back with the seal. */
export class SealClient extends SealService {
  private readonly headers: Readonly<Record<string, string>>;

  /** The token is read once, at the start. */
  constructor(private readonly settings: SealSettings) {
    super();
    const { tokenFile } = settings;
    this.headers = {
      'content-type': PDF,
      accept: PDF,
      ...(tokenFile !== undefined && { authorization: `Bearer ${readFileSync(tokenFile, 'utf8').trim()}` }),
    };
  }

  override async seal(paper: Uint8Array): Promise<Uint8Array> {
    const response = await fetch(this.settings.url, {
      method: 'POST',
      headers: this.headers,
      body: Buffer.from(paper),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new Error(`status ${response.status}`);
    }
    return taken(response, paper.length + MOST_ADDED);
  }
}

/** The body as far as it may go: whoever sends more is not believed to send a seal. */
const taken = async ({ body }: Response, most: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > most) throw new Error(`more than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
