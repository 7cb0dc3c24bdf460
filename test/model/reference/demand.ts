/** What a project needs (第七条). */
import type { Books, Need } from './books.js';
import { type Data, Grounds, type Line } from './orders.js';
import { mg } from './plain.js';

/** One wish at one moment: what is needed, for whom, under the policies of that moment. */
export interface Wish {
  readonly data: Data;
  readonly needs: readonly Need[];
  readonly tradeVouchers: readonly string[];
  /** When it takes effect. */
  readonly at: string;
}

/** 第七条: what a line needs (A14 to A23). */
export const needOf = (
  books: Books,
  { data, at }: { data: Data; at: string },
  line: Line,
): Need & { computed: bigint } => {
  const { project, path } = data;
  const { pollutant, components, baseline } = line;
  const organisedOnly = components !== null && books.policy('demand.scope', at) === 'ORGANISED_ONLY';
  const computed = mg(organisedOnly ? components.organised : line.postDischarge) - mg(baseline.amount);
  const increment = computed > 0n ? computed : 0n;
  const favoured =
    project.sei !== null &&
    books.policy<string[]>('sei.pollutants', at).includes(pollutant) &&
    books.policy<string[]>('sei.projectTypes', at).includes(project.type);
  const plain = path === 'TRADE' && books.policy('multiplier.onTrades', at) === 'NO';
  const ratio = plain ? '1' : favoured ? '1.1' : '2';
  const exempt = books.policy<string[]>('demand.exempt', at).includes(project.exemptKind ?? '');
  const waived = exempt || increment <= mg(books.policy('demand.deMinimis', at));
  const k = { '1': [1n, 1n], '1.1': [11n, 10n], '2': [2n, 1n] } as const;
  return {
    pollutant,
    computed,
    increment,
    ratio,
    required: waived ? 0n : books.rules.required(increment, k[ratio]),
  };
};

/** Figures of a demand that contradict each other or want a document (A17, A19). */
export const stated = (books: Books, asking: { data: Data; at: string }, lines: readonly Line[]): Grounds => {
  const grounds = new Grounds();
  for (const { baseline } of lines)
    grounds.ask(baseline.basis !== 'NONE' || mg(baseline.amount) === 0n, 'BASELINE_NOT_ALLOWED');
  for (const { components, postDischarge } of lines) {
    const sum = components && mg(components.organised) + mg(components.fugitive);
    grounds.ask(sum === null || sum === mg(postDischarge), 'COMPONENT_SUM_MISMATCH');
  }
  for (const line of lines) {
    const same =
      line.statedIncrement === null || mg(line.statedIncrement) === needOf(books, asking, line).computed;
    grounds.ask(same, 'STATED_INCREMENT_MISMATCH');
  }
  const anyStated = books.policy('demand.baseline', asking.at) === 'ANY_STATED';
  for (const { baseline } of lines) {
    const unrecorded = baseline.basis === 'REACCOUNTED' && baseline.recordNo === null;
    grounds.ask(!unrecorded || anyStated, 'BASELINE_RECORD_REQUIRED');
  }
  return grounds;
};

export const pollutantsOf = ({ needs }: Pick<Wish, 'needs'>): readonly string[] =>
  needs.filter(({ required }) => required > 0n).map(({ pollutant }) => pollutant);
