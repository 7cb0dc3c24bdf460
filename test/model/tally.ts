import { refusalEntry, REFUSALS, type RefusalCode } from '#kernel';
import type { Story } from './story.js';

/** Answers about the request itself rest on no article, and mostly on no decider. */
const ofTheEdge = (code: RefusalCode): boolean =>
  refusalEntry(code).article === '接口' || OF_ACCOUNTS.includes(code);
/** What is asked of accounts and sign-in, before there is an order. */
const OF_ACCOUNTS: readonly string[] = ['TWO_ADMINISTRATORS', 'DELEGATION_NOT_IN_FORCE'];

/** Rules that a trace shows and that never fail. */
const ONLY_SHOWN = [
  'DATA_QUALITY',
  'FILING_CLOCK',
  'TIER_SPLIT',
  'REPLACEMENT_RATIO',
  'PRIORITY_REASON',
  'EIA_APPROVAL_BACKED',
  'VOID_SETTLEMENT',
  'VOUCHERS_OF_VOID_LOT',
];

/** What became of all orders told: a comparison that has tried nothing proves nothing. */
export class Tally {
  orders = 0;
  readonly accepted = new Map<string, number>();
  readonly refused = new Map<string, number>();
  /** How often each ground stood against an order. */
  readonly grounds = new Map<string, number>();

  add({ script, outcomes }: Story): void {
    this.orders += script.length;
    for (const [index, { type }] of script.entries()) {
      const outcome = outcomes[index];
      if (outcome === undefined) continue;
      count(outcome.ok ? this.accepted : this.refused, type);
      if (outcome.ok) continue;
      const grounds = outcome.grounds.map((ground) => ground.replace('?', ''));
      for (const ground of new Set([outcome.code, ...grounds])) count(this.grounds, ground);
    }
  }

  /** Commands accepted less often than this, and refusal codes never met. */
  missing(commands: readonly string[], least: number): readonly string[] {
    const never = (Object.keys(REFUSALS) as RefusalCode[]).filter(
      (code) => !ofTheEdge(code) && !ONLY_SHOWN.includes(code) && !this.grounds.has(code),
    );
    const rare = commands.filter((command) => (this.accepted.get(command) ?? 0) < least);
    return [...rare.map((command) => `${command} accepted`), ...never].toSorted();
  }

  /** A line for each command and each ground. */
  get lines(): readonly string[] {
    const row = (name: string, figures: readonly number[]): string =>
      name.padEnd(32) + figures.map((figure) => String(figure).padStart(9)).join('');
    const of = (counts: ReadonlyMap<string, number>, name: string): number => counts.get(name) ?? 0;
    const commands = [...new Set([...this.accepted.keys(), ...this.refused.keys()])].toSorted();
    return [
      row('command', []).concat(' accepted  refused'),
      ...commands.map((name) => row(name, [of(this.accepted, name), of(this.refused, name)])),
      '',
      row('ground of refusal', []).concat('      met'),
      ...[...this.grounds.keys()].toSorted().map((name) => row(name, [of(this.grounds, name)])),
    ];
  }
}

const count = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};
