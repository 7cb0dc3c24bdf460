import type { ComponentProps } from 'react';
import { Panel } from './page.js';
import { Sheet } from './sheet.js';

type SheetPanelProps<T> = Omit<ComponentProps<typeof Sheet<T>>, 'label'> & {
  readonly title: string;
  readonly note?: ComponentProps<typeof Panel>['note'];
};

/** A table under its title, in a panel of its own. */
export const SheetPanel = <T,>({ title, note, ...sheet }: SheetPanelProps<T>) => (
  <Panel title={title} {...(note !== undefined && { note })}>
    <Sheet label={title} {...sheet} />
  </Panel>
);
