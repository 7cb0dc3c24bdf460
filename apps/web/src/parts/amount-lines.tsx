import type { AmountLine } from '../api/views.js';
import { Amount } from './amount.js';

/** Several pollutants with their amounts in one cell. */
export const AmountLines = ({ lines }: { readonly lines: readonly AmountLine[] }) => (
  <span className="amount-lines">
    {lines.map(({ pollutant, amount }) => (
      <span key={pollutant}>
        <span className="soft">{pollutant}</span> <Amount value={amount} />
      </span>
    ))}
  </span>
);
