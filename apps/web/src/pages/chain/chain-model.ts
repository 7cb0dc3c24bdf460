import type { AmountLine, ChainView, DepositView, ObligationView } from '../../api/views.js';

/** From left to right: where quota came from, where it lies, who used it, what is owed for it and what paid that. */
export const STAGES = ['reduction', 'deposit', 'lot', 'use', 'debt', 'netting'] as const;
export type Stage = (typeof STAGES)[number];

export interface ChainNode {
  readonly key: string;
  readonly stage: Stage;
  /** The id of what it leads to: of a reduction, deposit, lot, withdrawal, voucher. */
  readonly id: string;
  readonly pool?: string;
  readonly name?: string;
  readonly status?: string;
  readonly amounts: readonly AmountLine[];
}
export interface ChainEdge {
  readonly from: string;
  readonly to: string;
  readonly amounts: readonly AmountLine[];
}
export interface ChainModel {
  readonly nodes: readonly ChainNode[];
  readonly edges: readonly ChainEdge[];
}

const reductionNode = (id: string): ChainNode => ({
  key: `reduction ${id}`,
  stage: 'reduction',
  id,
  amounts: [],
});
const depositNode = (id: string, known?: DepositView): ChainNode => ({
  key: `deposit ${id}`,
  stage: 'deposit',
  id,
  ...(known && { status: known.status }),
  amounts: known?.lines ?? [],
});
const partKey = (lotId: string, pool: string): string => `part ${lotId} ${pool}`;

const partsOf = ({ lotId, parts, void: found }: ChainView): readonly ChainNode[] =>
  [...new Set(parts.map(({ pool }) => pool))].map((pool) => ({
    key: partKey(lotId, pool),
    stage: 'lot',
    id: lotId,
    pool,
    ...(found?.status === 'VOIDED' && { status: 'VOIDED' }),
    amounts: parts
      .filter((part) => part.pool === pool)
      .map(({ pollutant, credited }) => ({ pollutant, amount: credited })),
  }));

const usesOf = ({ lotId, vouchers }: ChainView): ChainModel => ({
  nodes: vouchers.map(({ no, withdrawalId, project, status, draws }) => ({
    key: `use ${withdrawalId}`,
    stage: 'use',
    id: no,
    name: project.name,
    status,
    amounts: draws,
  })),
  edges: vouchers.flatMap(({ withdrawalId, draws }) =>
    [...new Set(draws.map(({ pool }) => pool))].map((pool) => ({
      from: partKey(lotId, pool),
      to: `use ${withdrawalId}`,
      amounts: draws.filter((draw) => draw.pool === pool),
    })),
  ),
});

/** What a debt hangs on: the vouchers that used this quota, or the lot where none is known. */
const causesOf = (debt: ObligationView, { lotId, vouchers }: ChainView): readonly string[] => {
  const users = vouchers.filter(({ draws }) =>
    draws.some(({ pool, pollutant }) => pool === debt.pool && pollutant === debt.pollutant),
  );
  return users.length === 0
    ? [partKey(lotId, debt.pool)]
    : users.map(({ withdrawalId }) => `use ${withdrawalId}`);
};

const debtOf = (debt: ObligationView, chain: ChainView): ChainModel => {
  const { id, pollutant, amount, status, payments, reductions } = debt;
  const key = `debt ${id}`;
  const one = (value: string): readonly AmountLine[] => [{ pollutant, amount: value }];
  const paid = payments.map(({ depositId, amount: part }): ChainNode => {
    return { key: `paid ${id} ${depositId}`, stage: 'netting', id: depositId, amounts: one(part) };
  });
  const less = reductions.map(({ voucherNo, amount: part }): ChainNode => {
    return { key: `less ${id} ${voucherNo}`, stage: 'netting', id: '', name: voucherNo, amounts: one(part) };
  });
  return {
    nodes: [{ key, stage: 'debt', id, status, amounts: one(amount) }, ...paid, ...less],
    edges: [
      ...causesOf(debt, chain).map((from) => ({ from, to: key, amounts: one(amount) })),
      ...[...paid, ...less].map((node) => ({ from: key, to: node.key, amounts: node.amounts })),
    ],
  };
};

const joined = (models: readonly ChainModel[]): ChainModel => ({
  nodes: [...new Map(models.flatMap(({ nodes }) => nodes.map((node) => [node.key, node] as const))).values()],
  edges: models.flatMap(({ edges }) => edges),
});

/** Everything that hangs on one lot. */
export const lotModel = (chain: ChainView, known?: DepositView): ChainModel => {
  const { depositId, reductionId, obligations } = chain;
  const parts = partsOf(chain);
  const origin: ChainModel = {
    nodes: [reductionNode(reductionId), depositNode(depositId, known), ...parts],
    edges: [
      { from: `reduction ${reductionId}`, to: `deposit ${depositId}`, amounts: known?.lines ?? [] },
      ...parts.map(({ key, amounts }) => ({ from: `deposit ${depositId}`, to: key, amounts })),
    ],
  };
  return joined([origin, usesOf(chain), ...obligations.map((debt) => debtOf(debt, chain))]);
};

/** Everything that hangs on one reduction: each of its deposits, and their lots as far as they are known. */
export const reductionModel = (
  id: string,
  deposits: readonly DepositView[],
  chains: readonly ChainView[],
): ChainModel =>
  joined([
    { nodes: [reductionNode(id)], edges: [] },
    ...deposits.map((deposit) => ({
      nodes: [depositNode(deposit.id, deposit)],
      edges: [{ from: `reduction ${id}`, to: `deposit ${deposit.id}`, amounts: deposit.lines }],
    })),
    ...chains.map((chain) => {
      const { nodes, edges } = lotModel(chain);
      const own = nodes.filter(({ stage }) => stage !== 'reduction' && stage !== 'deposit');
      return { nodes: own, edges: edges.filter(({ from }) => !from.startsWith('reduction ')) };
    }),
  ]);

export interface Placed extends ChainNode {
  readonly column: number;
  readonly top: number;
}

/** A place for each node: near what it comes from, no two on one another. `step` is a node's height with its gap. */
export const placed = ({ nodes, edges }: ChainModel, step: number): readonly Placed[] => {
  const tops = new Map<string, number>();
  return STAGES.flatMap((stage, column) => {
    const wish = (key: string): number => {
      const from = edges.filter(({ to }) => to === key).flatMap((edge) => tops.get(edge.from) ?? []);
      return from.length === 0 ? 0 : from.reduce((total, top) => total + top, 0) / from.length;
    };
    let free = 0;
    return nodes
      .filter((node) => node.stage === stage)
      .map((node) => ({ node, wished: wish(node.key) }))
      .toSorted((a, b) => a.wished - b.wished)
      .map(({ node, wished }) => {
        const top = Math.max(free, wished);
        free = top + step;
        tops.set(node.key, top);
        return { ...node, column, top };
      });
  });
};
