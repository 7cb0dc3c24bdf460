import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useRead } from '../api/hooks.js';
import type { ReadRoute } from '../api/routes.js';
import { Waiting } from './states.js';
import { To } from './to.js';

/** The `$id` of the address. */
export const useItemId = (): string => {
  const { id = '' }: { readonly id?: string } = useParams({ strict: false });
  return id;
};

interface ItemProps<T> {
  readonly route: ReadRoute;
  readonly id: string;
  readonly children: (item: T) => ReactNode;
}

/** One item of a register, read by its id. */
export const Item = <T,>({ route, id, children }: ItemProps<T>) => {
  const read = useRead<T>(route, { path: { id } });
  if (read.data === undefined) return <Waiting error={read.error} retry={() => void read.refetch()} />;
  return children(read.data);
};

interface ItemLinkProps {
  readonly page: string;
  readonly id: string;
  readonly children?: ReactNode;
}

/** An item by its number, on the page it has in its own folder. */
export const ItemLink = ({ page, id, children }: ItemLinkProps) => (
  <To page={`${page}/${id}`}>{children ?? id}</To>
);
