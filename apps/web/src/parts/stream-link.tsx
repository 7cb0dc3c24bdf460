import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useMay } from '../session/me.js';
import { DepositLink, LotLink, PoolLink, ReductionLink, WithdrawalLink } from './links.js';

/** What a stream of the log is about, leading to its page where it has one the officer may see. */
export const StreamLink = ({ stream }: { readonly stream: string }): ReactNode => {
  const may = useMay();
  const at = stream.indexOf('-');
  const [family, id] = [stream.slice(0, at), stream.slice(at + 1)];
  if (!may('pool:read')) return <code>{stream}</code>;
  switch (family) {
    case 'pool':
      return <PoolLink id={stream} />;
    case 'deposit':
      return <DepositLink id={id} />;
    case 'withdrawal':
      return <WithdrawalLink id={id} />;
    case 'reduction':
      return <ReductionLink id={id} />;
    case 'void':
      return <LotLink id={id} />;
    case 'standing':
      return (
        <Link to="/standing" search={{ place: id }}>
          {stream}
        </Link>
      );
    default:
      return <code>{stream}</code>;
  }
};
