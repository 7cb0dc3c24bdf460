import { useState } from 'react';
import { useRead, useTrial } from '../api/hooks.js';
import { isProblem } from '../api/problem.js';
import type { BalanceView, DepositView, RuleView, SplitLine } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Amount } from '../parts/amount.js';
import { useSettled } from '../parts/drafts.js';
import { Panel } from '../parts/page.js';
import { bodyOf, ReviewBox, type Extras } from '../parts/review-box.js';
import { RulePanel } from '../parts/rule-list.js';
import { PollutantSheet } from '../parts/pollutant-sheet.js';
import { Waiting } from '../parts/states.js';
import { sum } from '../parts/tonnes.js';
import { usePlaceName, usePlaces } from '../parts/words.js';
import type { DepositStep } from './deposit-step.js';

/** 入库分配 line by line: gross, what debts and the province take, and the two shares. */
export const SplitTable = ({ split }: { readonly split: readonly SplitLine[] }) => {
  const say = useSay();
  return (
    <PollutantSheet
      label={say('deposits.happened')}
      lines={split}
      columns={[
        { key: 'gross', title: say('split.gross'), amount: ({ gross }) => gross },
        {
          key: 'obligations',
          title: `− ${say('split.obligations')}`,
          amount: ({ obligations }) => obligations,
        },
        { key: 'provincial', title: `− ${say('split.provincial')}`, amount: ({ provincial }) => provincial },
        { key: 'net', title: `= ${say('split.net')}`, amount: ({ net }) => net },
        { key: 'municipal', title: say('split.municipal'), amount: ({ municipal }) => municipal },
        { key: 'local', title: say('split.local'), amount: ({ local }) => local },
      ]}
    />
  );
};

/** The pools a deposit goes into: the place's own and the city's. */
const usePoolsOf = (place: string) => {
  const places = usePlaces();
  const cityOf = (code: string | null | undefined): string | undefined => {
    const found = places.find((one) => one.code === code);
    return found === undefined || found.kind === 'CITY' ? found?.pool : cityOf(found.parent);
  };
  return { local: places.find(({ code }) => code === place)?.pool, municipal: cityOf(place) };
};

interface AfterProps {
  readonly pool: string;
  readonly split: readonly SplitLine[];
  readonly share: 'municipal' | 'local';
}

/** What a pool would hold after it, from what it holds now. */
const After = ({ pool, split, share }: AfterProps) => {
  const say = useSay();
  const nameOf = usePlaceName();
  const balance = useRead<BalanceView>('/api/v1/pools/{id}/balance', { path: { id: pool } });
  if (balance.data === undefined) return <Waiting error={balance.error} />;
  const held = (pollutant: string): string =>
    balance.data.lines.find((line) => line.pollutant === pollutant)?.available ?? '0';
  return (
    <PollutantSheet
      label={say('deposits.after', { pool: nameOf(pool) })}
      title={nameOf(pool)}
      lines={split}
      columns={[
        { key: 'before', title: say('deposits.before'), amount: ({ pollutant }) => held(pollutant) },
        { key: 'added', title: `+ ${say(`split.${share}`)}`, amount: (line) => line[share] },
        {
          key: 'then',
          title: `= ${say('deposits.then')}`,
          figure: true,
          cell: (line) => (
            <strong>
              <Amount value={sum([held(line.pollutant), line[share]])} />
            </strong>
          ),
        },
      ]}
    />
  );
};

const WillHappen = ({ split, place }: { readonly split: readonly SplitLine[]; readonly place: string }) => {
  const say = useSay();
  const { local, municipal } = usePoolsOf(place);
  return (
    <Panel title={say('deposits.willHappen')} note={say('word.unitNote')}>
      <SplitTable split={split} />
      <h3 className="panel-sub">{say('deposits.balances')}</h3>
      {municipal !== undefined && <After pool={municipal} split={split} share="municipal" />}
      {local !== undefined && <After pool={local} split={split} share="local" />}
    </Panel>
  );
};

interface ProspectProps {
  readonly step: DepositStep;
  readonly deposit: DepositView;
}

/** What passing it now would come to, with what is given besides: the split, the balances, and every rule. */
export const Prospect = ({ step, deposit }: ProspectProps) => {
  const [extras, setExtras] = useState<Extras>({});
  const settled = JSON.parse(useSettled(JSON.stringify(extras))) as Extras;
  const trial = useTrial<DepositView & { readonly rules: readonly RuleView[] }, DepositStep['route']>(
    step.route,
    {
      path: { id: deposit.id },
      body: bodyOf(step, 'PASS', { opinion: '', extras: settled }),
      enabled: true,
    },
  );
  const rules = trial.data?.rules ?? (isProblem(trial.error) ? trial.error.body.rules : undefined) ?? [];
  const split = trial.data?.split ?? [];
  const blocked = isProblem(trial.error);
  return (
    <>
      <ReviewBox step={step} id={deposit.id} blocked={blocked} extras={extras} setExtras={setExtras} />
      {split.length > 0 && <WillHappen split={split} place={deposit.place} />}
      {trial.data === undefined && trial.error === null ? <Waiting /> : <RulePanel rules={rules} />}
    </>
  );
};
