import { createHmac, timingSafeEqual } from 'node:crypto';

/** Clocks of one house differ by less; what is older is not taken. */
const MOST_SKEW_MS = 60_000;
const SEAL = /^(\d{1,15})\.([0-9a-f]{64})$/;

/**
 * 互认：by the key they share the processes of one ledger know what comes from each other, without ever sending it. A
 * request heard and sent again within the minute changes nothing: every command in it has an idempotency key.
 */
export class PeerSeal {
  constructor(
    private readonly key: Uint8Array,
    private readonly now: () => number = Date.now,
  ) {}

  /** The seal of a request. */
  ofRequest(body: string): string {
    const time = String(this.now());
    return `${time}.${this.mac(`request ${time}`, body)}`;
  }

  /** Whether a request comes from a process of this ledger, a moment ago. */
  holdsRequest(seal: string | undefined, body: string): boolean {
    const [, time = '', mac = ''] = SEAL.exec(seal ?? '') ?? [];
    const fresh = time !== '' && Math.abs(this.now() - Number(time)) <= MOST_SKEW_MS;
    return fresh && this.same(mac, this.mac(`request ${time}`, body));
  }

  /** The seal of the answer to a request, of that one and no other. */
  ofAnswer(request: string, body: string): string {
    return this.mac(`answer ${request}`, body);
  }

  holdsAnswer(seal: string | null, request: string, body: string): boolean {
    return this.same(seal ?? '', this.ofAnswer(request, body));
  }

  private mac(about: string, body: string): string {
    return createHmac('sha256', this.key).update(about).update('\n').update(body).digest('hex');
  }

  private same(told: string, wanted: string): boolean {
    return told.length === wanted.length && timingSafeEqual(Buffer.from(told), Buffer.from(wanted));
  }
}
