import { LotLink, VoucherLink } from '../parts/links.js';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead, useTrial } from '../api/hooks.js';
import { isProblem } from '../api/problem.js';
import type { DemandLine, DrawView, RuleView, WithdrawalView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Amount } from '../parts/amount.js';
import { useSettled } from '../parts/drafts.js';
import { NextTask } from '../parts/next-task.js';
import { Facts, Page, Panel } from '../parts/page.js';
import { PrintButton, Signatures } from '../parts/paper.js';
import { bodyOf, Outcome, ReviewBox, type Extras } from '../parts/review-box.js';
import { RulePanel } from '../parts/rule-list.js';
import { PollutantSheet } from '../parts/pollutant-sheet.js';
import { Sheet } from '../parts/sheet.js';
import { Waiting } from '../parts/states.js';
import { StatusTag } from '../parts/status-tag.js';
import { useCode, usePlaceName } from '../parts/words.js';
import { useOwns } from '../session/owns.js';
import { AfterVoucher } from './after-voucher.js';
import { useWithdrawalStep, type WithdrawalStep } from './withdrawal-step.js';

/** Required amounts with the multiplication shown. */
export const Required = ({ lines }: { readonly lines: readonly DemandLine[] }) => {
  const say = useSay();
  return (
    <PollutantSheet
      label={say('assess.required')}
      lines={lines}
      columns={[
        { key: 'post', title: say('withdrawals.post'), amount: ({ postDischarge }) => postDischarge },
        {
          key: 'baseline',
          title: `− ${say('withdrawals.basis')}`,
          amount: ({ baseline }) => baseline.amount,
        },
        {
          key: 'increment',
          title: `= ${say('withdrawals.increment')}`,
          amount: ({ increment }) => increment,
        },
        { key: 'ratio', title: `× ${say('withdrawals.ratio')}`, figure: true, cell: ({ ratio }) => ratio },
        {
          key: 'required',
          title: `= ${say('withdrawals.required')}`,
          figure: true,
          cell: ({ required }) => (
            <strong>
              <Amount value={required} />
            </strong>
          ),
        },
      ]}
    />
  );
};

/** The lots an application draws from. */
export const Draws = ({ draws }: { readonly draws: readonly DrawView[] }) => {
  const say = useSay();
  const nameOf = usePlaceName();
  const owns = useOwns();
  return (
    <Sheet
      label={say('withdrawals.draws')}
      rows={draws}
      rowKey={({ pool, lotId, pollutant }) => `${pool} ${lotId} ${pollutant}`}
      columns={[
        { key: 'pool', title: say('withdrawals.pool'), cell: ({ pool }) => nameOf(pool) },
        {
          key: 'lot',
          title: say('deposits.lot'),
          cell: ({ lotId, pool }) => (owns(pool) ? <LotLink id={lotId} /> : lotId),
        },
        { key: 'pollutant', title: say('word.pollutant'), cell: ({ pollutant }) => pollutant },
        { key: 'amount', title: say('word.amount'), amount: ({ amount }) => amount },
      ]}
    />
  );
};

const Prospect = ({ step, id }: { readonly step: WithdrawalStep; readonly id: string }) => {
  const [extras, setExtras] = useState<Extras>({});
  const settled = JSON.parse(useSettled(JSON.stringify(extras))) as Extras;
  const trial = useTrial<{ readonly rules: readonly RuleView[] }, WithdrawalStep['route']>(step.route, {
    path: { id },
    body: bodyOf(step, 'PASS', { opinion: '', extras: settled }),
    enabled: true,
  });
  const rules = trial.data?.rules ?? (isProblem(trial.error) ? trial.error.body.rules : undefined) ?? [];
  return (
    <>
      <ReviewBox step={step} id={id} blocked={isProblem(trial.error)} extras={extras} setExtras={setExtras} />
      {trial.data === undefined && trial.error === null ? <Waiting /> : <RulePanel rules={rules} />}
    </>
  );
};

const ProjectFacts = ({ withdrawal }: { readonly withdrawal: WithdrawalView }) => {
  const say = useSay();
  const code = useCode();
  const nameOf = usePlaceName();
  const { project, effectiveOn, filedOn, expiresOn, finalTier, voucherNo, opinion } = withdrawal;
  const voucher = <VoucherLink no={voucherNo} />;
  return (
    <Facts
      rows={[
        [say('withdrawals.projectName'), project.name],
        [say('withdrawals.projectCode'), project.code],
        [say('reduction.uscc'), project.uscc],
        [say('word.place'), nameOf(project.place)],
        [say('withdrawals.industry'), project.industry],
        [say('withdrawals.type'), code('projectType', project.type)],
        [say('withdrawals.priority'), code('priority', project.priorityClass)],
        [say('withdrawals.sei'), project.sei?.determinationNo ?? '—'],
        [say('word.filedOn'), filedOn],
        [say('withdrawals.effectiveOn'), effectiveOn],
        [say('withdrawals.finalTier'), code('tier', finalTier)],
        [say('withdrawals.expires'), expiresOn ?? '—'],
        [say('withdrawals.voucher'), voucher],
        [say('word.opinion'), opinion ?? '—'],
      ]}
    />
  );
};

/** 出库审批: one application, its arithmetic, its lots and what acting on it would do. */
export const WithdrawalPage = () => {
  const say = useSay();
  const { id } = useParams({ from: '/frame/withdrawals/$id' });
  const read = useRead<WithdrawalView>('/api/v1/withdrawals/{id}', { path: { id } });
  const step = useWithdrawalStep(read.data);
  if (read.data === undefined) return <Waiting error={read.error} retry={() => void read.refetch()} />;
  const withdrawal = read.data;
  const title = (
    <>
      {say('withdrawals.one', { id })} <StatusTag status={withdrawal.status} />
    </>
  );
  return (
    <Page title={title} about={say('withdrawals.oneAbout')} actions={<PrintButton />}>
      <Outcome id={id} />
      {step === undefined && <NextTask current={id} />}
      <div className={step === undefined ? '' : 'columns'}>
        <div>
          {withdrawal.backingVoided && <p className="late">{say('withdrawals.backingVoided')}</p>}
          <Panel title={say('withdrawals.project')}>
            <ProjectFacts withdrawal={withdrawal} />
          </Panel>
          <Panel title={say('assess.required')} note={say('word.unitNote')}>
            <Required lines={withdrawal.lines} />
          </Panel>
          <Panel title={say('withdrawals.draws')} note={say('word.unitNote')}>
            <Draws draws={withdrawal.draws} />
          </Panel>
          <AfterVoucher withdrawal={withdrawal} />
        </div>
        {step !== undefined && (
          <div>
            <Prospect key={step.route} step={step} id={id} />
          </div>
        )}
      </div>
      <Signatures />
    </Page>
  );
};
