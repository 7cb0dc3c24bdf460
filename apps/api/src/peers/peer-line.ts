import { Agent, request, type IncomingMessage } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import type { Submission } from '#libs/event-store';
import type { PeerAnswer } from './peer-answer.js';
import { COMMANDS_PATH, SEAL_HEADER } from './peer-door.js';
import type { PeerSeal } from './peer-seal.js';

/** On their way at once; what comes meanwhile goes together with the next. */
const REQUESTS_AT_ONCE = 2;
const MOST_COMMANDS = 256;
const MOST_CHARACTERS = 4 * 1_024 * 1_024;
/** As long as a lease stands: after that somebody else may lead. */
const PATIENCE_MS = 2_000;
/** Whoever did not answer is left alone for a while. */
const REST_MS = 500;

interface Waiting {
  readonly text: string;
  readonly resolve: (answer: PeerAnswer | undefined) => void;
}

/** One POST, without what `fetch` does besides; its connections stay open from one batch to the next. */
const posted = (
  url: string,
  body: string,
  { headers, agent }: { readonly headers: Readonly<Record<string, string>>; readonly agent: Agent },
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const sending = request(
      url,
      { method: 'POST', headers: { ...headers, ...length }, agent, signal },
      resolve,
    );
    sending.on('error', reject);
    sending.end(body);
  });

/** Brings commands to another process, as many in one request as have gathered. */
export class PeerLine {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: REQUESTS_AT_ONCE });
  private waiting: Waiting[] = [];
  private sending = 0;
  private restUntil = 0;

  constructor(
    readonly address: string,
    private readonly seal: PeerSeal,
  ) {}

  /** What became of a command; nothing when that is not known, or the other process does not lead. */
  async ask(submission: Submission): Promise<PeerAnswer | undefined> {
    if (performance.now() < this.restUntil) return undefined;
    return new Promise((resolve) => {
      this.waiting.push({ text: JSON.stringify(submission), resolve });
      // Lets whoever arrives at the same moment come along.
      if (this.waiting.length === 1) setImmediate(() => this.send());
    });
  }

  private send(): void {
    if (this.waiting.length === 0 || this.sending >= REQUESTS_AT_ONCE) return;
    const batch = this.next();
    this.sending += 1;
    void this.deliver(batch);
    this.send();
  }

  private async deliver(batch: readonly Waiting[]): Promise<void> {
    const answers = await this.post(`[${batch.map(({ text }) => text).join()}]`).catch(() => []);
    this.sending -= 1;
    batch.forEach(({ resolve }, index) => resolve(answers[index]));
    if (answers.length < batch.length) this.rest();
    this.send();
  }

  private next(): readonly Waiting[] {
    let characters = 0;
    const most = this.waiting.findIndex(({ text }, index) => {
      characters += text.length;
      return index >= MOST_COMMANDS || (index > 0 && characters > MOST_CHARACTERS);
    });
    return this.waiting.splice(0, most < 0 ? this.waiting.length : most);
  }

  private rest(): void {
    this.restUntil = performance.now() + REST_MS;
    for (const { resolve } of this.waiting.splice(0)) resolve(undefined);
  }

  private async post(body: string): Promise<readonly PeerAnswer[]> {
    const seal = this.seal.ofRequest(body);
    const headers = { 'content-type': 'application/json', [SEAL_HEADER]: seal };
    const response = await posted(`${this.address}${COMMANDS_PATH}`, body, { headers, agent: this.agent });
    const told = response.headers[SEAL_HEADER];
    const answer = await textOf(response);
    const genuine = this.seal.holdsAnswer(typeof told === 'string' ? told : null, seal, answer);
    return genuine ? (JSON.parse(answer) as readonly PeerAnswer[]) : [];
  }
}
