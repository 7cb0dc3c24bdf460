import { Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AmountLine } from '../../api/views.js';
import { useSay } from '../../messages/language.js';
import { AmountLines } from '../../parts/amount-lines.js';
import { DepositLink, LotLink, PoolLink, ReductionLink, VoucherLink } from '../../parts/links.js';
import { Sheet } from '../../parts/sheet.js';
import { StatusTag } from '../../parts/status-tag.js';
import { usePlaceName } from '../../parts/words.js';
import {
  placed,
  STAGES,
  type ChainEdge,
  type ChainModel,
  type ChainNode,
  type Placed,
} from './chain-model.js';

const WIDTH = 164;
const HEIGHT = 92;
const ACROSS = 40;
const STEP = HEIGHT + 14;
const SHOWN = 2;

const linkOf = ({ stage, id, pool, name }: ChainNode): ReactNode => {
  switch (stage) {
    case 'reduction':
      return <ReductionLink id={id} />;
    case 'deposit':
      return <DepositLink id={id} />;
    case 'lot':
      return pool === undefined ? <LotLink id={id} /> : <PoolLink id={pool} lot={id} />;
    case 'use':
      return <VoucherLink no={id} />;
    case 'netting':
      return id === '' ? <VoucherLink no={name ?? null} /> : <DepositLink id={id} />;
    default:
      return <span>{id}</span>;
  }
};

/** The first amounts of a node; the table beside the drawing has them all. */
const Some = ({ lines }: { readonly lines: readonly AmountLine[] }) => {
  const shown = lines.slice(0, SHOWN);
  return (
    <div title={lines.map(({ pollutant, amount }) => `${pollutant} ${amount}`).join('，')}>
      <AmountLines lines={shown} />
      {lines.length > shown.length && <span className="soft"> +{lines.length - shown.length}</span>}
    </div>
  );
};

const Node = ({ node }: { readonly node: Placed }) => (
  <li
    className={`node chain-node chain-${node.stage} ${node.status === 'VOIDED' ? 'chain-void' : ''}`}
    style={{ left: node.column * (WIDTH + ACROSS), top: node.top, width: WIDTH, height: HEIGHT }}
  >
    <div className="chain-head">
      {linkOf(node)}
      {node.stage !== 'use' && node.status !== undefined && <StatusTag status={node.status} />}
    </div>
    {node.stage === 'use' && (
      <div className="chain-name" title={node.name}>
        {node.status !== undefined && <StatusTag status={node.status} />} {node.name}
      </div>
    )}
    <Some lines={node.amounts} />
  </li>
);

const Edges = ({
  edges,
  nodes,
}: {
  readonly edges: readonly ChainEdge[];
  readonly nodes: readonly Placed[];
}) => {
  const at = new Map(nodes.map((node) => [node.key, node]));
  return edges.map(({ from, to }) => {
    const [start, end] = [at.get(from), at.get(to)];
    if (start === undefined || end === undefined) return null;
    const [x1, y1] = [start.column * (WIDTH + ACROSS) + WIDTH, start.top + HEIGHT / 2];
    const [x2, y2] = [end.column * (WIDTH + ACROSS), end.top + HEIGHT / 2];
    const middle = x2 - ACROSS / 2;
    return (
      <path
        key={`${from} ${to}`}
        d={`M${x1} ${y1} H${middle - ACROSS / 2} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`}
      />
    );
  });
};

const Drawing = ({ model }: { readonly model: ChainModel }) => {
  const say = useSay();
  const nodes = placed(model, STEP);
  const height = Math.max(STEP, ...nodes.map(({ top }) => top + STEP));
  const width = STAGES.length * WIDTH + (STAGES.length - 1) * ACROSS;
  return (
    <div className="chain-graph" role="region" aria-label={say('chain.graph')} tabIndex={0}>
      <div className="chain-stages" style={{ width }}>
        {STAGES.map((stage, column) => (
          <span key={stage} style={{ left: column * (WIDTH + ACROSS), width: WIDTH }}>
            {say(`chain.${stage}`)}
            {!nodes.some((node) => node.stage === stage) && ` · ${say('word.none')}`}
          </span>
        ))}
      </div>
      <div className="chain-plane" style={{ width, height }}>
        <svg width={width} height={height} aria-hidden="true">
          <Edges edges={model.edges} nodes={nodes} />
        </svg>
        <ul>
          {nodes.map((node) => (
            <Node key={node.key} node={node} />
          ))}
        </ul>
      </div>
    </div>
  );
};

const Links = ({ model: { nodes, edges } }: { readonly model: ChainModel }) => {
  const say = useSay();
  const nameOf = usePlaceName();
  const at = new Map(nodes.map((node) => [node.key, node]));
  const shown = (key: string): ReactNode => {
    const node = at.get(key);
    if (node === undefined) return key;
    return (
      <>
        <span className="soft">{say(`chain.${node.stage}`)}</span> {linkOf(node)}
        {node.pool !== undefined && <span className="visually-hidden">{nameOf(node.pool)}</span>}
      </>
    );
  };
  return (
    <Sheet
      label={say('chain.table')}
      rows={edges}
      rowKey={({ from, to }) => `${from} ${to}`}
      columns={[
        { key: 'from', title: say('chain.from'), cell: ({ from }) => shown(from) },
        { key: 'to', title: say('chain.to'), cell: ({ to }) => shown(to) },
        {
          key: 'amounts',
          title: `${say('word.amount')} ${say('word.unit')}`,
          cell: ({ amounts }) => <AmountLines lines={amounts} />,
        },
      ]}
    />
  );
};

/** A chain as a drawing from left to right, or as a table of its links. */
export const ChainGraph = ({ model }: { readonly model: ChainModel }) => {
  const say = useSay();
  const [shape, setShape] = useState<'drawing' | 'table'>('drawing');
  return (
    <>
      <div className="filters">
        <Segmented
          value={shape}
          onChange={setShape}
          options={[
            { value: 'drawing', label: say('overview.flowChart') },
            { value: 'table', label: say('overview.flowTable') },
          ]}
        />
        <span className="filters-note">{say('word.unitNote')}</span>
      </div>
      {shape === 'drawing' ? <Drawing model={model} /> : <Links model={model} />}
    </>
  );
};
