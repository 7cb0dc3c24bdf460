import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import { addressOf, type Query } from '../api/routes.js';

interface RowLinkProps {
  /** Of a page, such as `/lots/lot-1`; absent, of the page this stands on with what it is asked. */
  readonly to?: string;
  readonly search?: Query;
  readonly plain?: boolean;
  readonly children: ReactNode;
}

/** Whoever wants another tab, or to keep the address, is left to the browser. */
const isPlainClick = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean =>
  button === 0 && !(metaKey || ctrlKey || shiftKey || altKey);

/**
 * A link of which a table has hundreds. Unlike the router's own it follows nothing, not even the address of the page,
 * so a row costs next to nothing to draw; whoever draws the table follows the moment, which stays in the address.
 */
export const RowLink = ({ to, search, plain = false, children }: RowLinkProps) => {
  const { basepath, history, state } = useRouter();
  const { pathname, search: here } = state.location as { readonly pathname: string; readonly search: Query };
  const kept = to === undefined ? here : { asOf: here['asOf'], knownAt: here['knownAt'] };
  const href = addressOf(`${basepath}${to ?? pathname}`, { query: { ...kept, ...search } });
  const open = (event: MouseEvent<HTMLAnchorElement>): void => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    history.push(href);
  };
  return (
    <a href={href} onClick={open} {...(plain && { className: 'figure-link' })}>
      {children}
    </a>
  );
};
