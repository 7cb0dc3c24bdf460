import type { Leadership, LedgerExecutor, Submission } from '#libs/event-store';
import { peerKey, type Config } from '#libs/platform';
import { CommandRoute } from './command-route.js';
import { PeerDoor, type PeerTaker } from './peer-door.js';
import { PeerSeal } from './peer-seal.js';

export interface PeersParts {
  readonly executor: LedgerExecutor;
  readonly leadership: Leadership;
  readonly config: Pick<Config, 'peers'>;
  readonly forwarded: () => void;
}

/** This process among those that serve one ledger: one leads it, and takes what the others are asked to write. */
export class Peers {
  readonly route: CommandRoute;
  private readonly seal: PeerSeal | undefined;
  private door: PeerDoor | undefined;

  /** Errors: ConfigError when the key cannot be read. */
  constructor(private readonly parts: PeersParts) {
    const { executor, leadership, config, forwarded } = parts;
    this.seal = config.peers && new PeerSeal(peerKey(config.peers));
    this.route = new CommandRoute({ executor, leadership, seal: this.seal, forwarded });
  }

  /** Opens its door, if it has a key, and takes its turn at leading. */
  async begin(): Promise<void> {
    const { config, leadership } = this.parts;
    if (config.peers && this.seal) this.door = await PeerDoor.open(config.peers, this.seal, this.taker());
    await leadership.begin(this.door?.url);
  }

  /** Hands the lead on, and finishes what was accepted. */
  async end(): Promise<void> {
    const { executor, leadership } = this.parts;
    await leadership.end();
    await executor.drain();
    await this.door?.close();
  }

  /** What is passed on is not passed on again. */
  private taker(): PeerTaker {
    const { executor, leadership } = this.parts;
    return {
      get leads() {
        return leadership.leads;
      },
      submit: (submission: Submission) => executor.submit(submission),
    };
  }
}
