import { isZero } from './tonnes.js';

const LIT_DECIMALS = 3;

/** An amount in full: tabular figures, zero and negative told apart, what is past three decimals in a lighter grey. */
export const Amount = ({ value }: { readonly value: string | null | undefined }) => {
  if (value === null || value === undefined) return <span className="amount amount-none">—</span>;
  const [whole = '', fraction = ''] = value.split('.');
  const kind = isZero(value) ? 'amount-zero' : value.startsWith('-') ? 'amount-negative' : '';
  return (
    <span className={`amount ${kind}`}>
      {whole.replace('-', '−')}
      {fraction !== '' && `.${fraction.slice(0, LIT_DECIMALS)}`}
      {fraction.length > LIT_DECIMALS && <span className="amount-tail">{fraction.slice(LIT_DECIMALS)}</span>}
    </span>
  );
};
