import { Link } from '@tanstack/react-router';
import { RowLink } from './row-link.js';
import { usePlaceName } from './words.js';

interface IdProps {
  readonly id: string;
}

/** Items by their own page; each is called by its number. */
export const LotLink = ({ id }: IdProps) => <RowLink to={`/lots/${encodeURIComponent(id)}`}>{id}</RowLink>;
export const DepositLink = ({ id }: IdProps) => (
  <Link to="/deposits/$id" params={{ id }}>
    {id}
  </Link>
);
/** A reduction, by the whole chain that hangs on it. */
export const ReductionLink = ({ id }: IdProps) => (
  <Link to="/reductions/$id/chain" params={{ id }}>
    {id}
  </Link>
);
export const WithdrawalLink = ({ id }: IdProps) => (
  <Link to="/withdrawals/$id" params={{ id }}>
    {id}
  </Link>
);
export const VoucherLink = ({ no }: { readonly no: string | null }) =>
  no === null ? (
    <span>—</span>
  ) : (
    <Link to="/vouchers/$no" params={{ no }}>
      {no}
    </Link>
  );

interface PoolLinkProps extends IdProps {
  /** Leads to the movements of this lot. */
  readonly lot?: string;
}
/** A pool by the name of its place. */
export const PoolLink = ({ id, lot }: PoolLinkProps) => {
  const nameOf = usePlaceName();
  return (
    <Link to="/pools/$id" params={{ id }} search={lot === undefined ? {} : { book: 'journal', lot }}>
      {nameOf(id)}
    </Link>
  );
};
