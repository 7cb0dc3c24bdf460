import type { ReactNode } from 'react';
import { Acts, type Act } from './act/acts.js';
import { Facts, Page } from './page.js';
import { PrintButton, Signatures } from './paper.js';
import { StatusTag } from './status-tag.js';

/** A term and its value. */
export type Fact = readonly [string, ReactNode];

interface ItemPageProps {
  readonly title: string;
  readonly status: string;
  readonly about: string;
  readonly actions?: ReactNode;
  readonly facts: readonly Fact[];
  readonly acts?: readonly Act[];
  readonly children?: ReactNode;
}

/** A page about one item: what it is, where it stands, its facts, and what can be done with it. */
export const ItemPage = ({ title, status, about, actions, facts, acts = [], children }: ItemPageProps) => (
  <Page
    title={
      <>
        {title} <StatusTag status={status} />
      </>
    }
    about={about}
    actions={
      <>
        {actions}
        <PrintButton />
      </>
    }
  >
    <Facts rows={facts} />
    <Acts acts={acts} />
    {children}
    <Signatures />
  </Page>
);
