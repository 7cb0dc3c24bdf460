import type { ReactNode } from 'react';

interface PageProps {
  readonly title: ReactNode;
  /** A sentence that says what the page is for. */
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page: its title, what it is for, what can be done, and the rest. */
export const Page = ({ title, about, actions, children }: PageProps) => (
  <div className="page">
    <header className="page-head">
      <div>
        <h1 className="page-title">{title}</h1>
        {about !== undefined && <p className="page-about">{about}</p>}
      </div>
      {actions !== undefined && <div className="page-actions">{actions}</div>}
    </header>
    {children}
  </div>
);

interface PanelProps {
  readonly title: ReactNode;
  readonly note?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page. */
export const Panel = ({ title, note, children }: PanelProps) => (
  <section className="panel">
    <h2 className="panel-title">
      {title}
      {note !== undefined && <span className="panel-note">{note}</span>}
    </h2>
    {children}
  </section>
);

/** Facts of an item, a term and its value in each row. */
export const Facts = ({ rows }: { readonly rows: readonly (readonly [string, ReactNode])[] }) => (
  <dl className="facts">
    {rows.map(([term, value]) => (
      <div key={term} className="fact">
        <dt>{term}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
