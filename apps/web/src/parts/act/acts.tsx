import { Button } from 'antd';
import { useState } from 'react';
import { useMay } from '../../session/me.js';
import { Panel } from '../page.js';
import { ActForm, type ActOf } from './act-form.js';

/** An act as an item offers it. */
export interface Act extends ActOf {
  readonly permission: string;
  /** False where the item's state leaves no room for it. */
  readonly when?: boolean;
  readonly done?: (answer: Readonly<Record<string, unknown>> | undefined) => void;
}

/** The acts among these that this officer may do now. */
export const useOpenActs = (acts: readonly Act[]): readonly Act[] => {
  const may = useMay();
  return acts.filter(({ permission, when = true }) => when && may(permission));
};

/** What can be done here: a button for each act this officer may do; the form opens beneath. */
export const Acts = ({ acts }: { readonly acts: readonly Act[] }) => {
  const open = useOpenActs(acts);
  const [chosen, setChosen] = useState<string>();
  const act = open.find(({ title }) => title === chosen);
  if (open.length === 0) return null;
  const close = (): void => setChosen(undefined);
  return (
    <>
      <div className="acts">
        {open.map(({ title }, index) => (
          <Button
            key={title}
            type={index === 0 ? 'primary' : 'default'}
            ghost={index === 0 && act !== undefined}
            aria-expanded={title === chosen}
            onClick={() => setChosen(title === chosen ? undefined : title)}
          >
            {title}
          </Button>
        ))}
      </div>
      {act && (
        <Panel title={act.title}>
          <ActForm
            key={act.title}
            {...act}
            done={(answer) => {
              close();
              act.done?.(answer);
            }}
            cancel={close}
          />
        </Panel>
      )}
    </>
  );
};
