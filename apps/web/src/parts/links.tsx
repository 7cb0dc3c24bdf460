import { Link } from '@tanstack/react-router';
import { usePlaceName } from './words.js';

interface IdProps {
  readonly id: string;
}

/** Items by their own page; each is called by its number. */
export const LotLink = ({ id }: IdProps) => (
  <Link to="/lots/$id" params={{ id }}>
    {id}
  </Link>
);
export const DepositLink = ({ id }: IdProps) => (
  <Link to="/deposits/$id" params={{ id }}>
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

/** A pool by the name of its place. */
export const PoolLink = ({ id }: IdProps) => {
  const nameOf = usePlaceName();
  return (
    <Link to="/pools/$id" params={{ id }}>
      {nameOf(id)}
    </Link>
  );
};
