import { Link, useParams } from '@tanstack/react-router';
import { useRead } from '../api/hooks.js';
import type { DepositView, ReductionView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { AmountLines } from '../parts/amount-lines.js';
import { Export } from '../parts/export.js';
import { Facts, Page, Panel } from '../parts/page.js';
import { NextTask } from '../parts/next-task.js';
import { PrintButton, Signatures } from '../parts/paper.js';
import { Outcome, Signed } from '../parts/review-box.js';
import { PollutantSheet } from '../parts/pollutant-sheet.js';
import { Waiting } from '../parts/states.js';
import { StatusTag } from '../parts/status-tag.js';
import { useCode, usePlaceName } from '../parts/words.js';
import { Prospect, SplitTable } from './deposit-prospect.js';
import { useDepositStep } from './deposit-step.js';
import { Similar } from './reductions/reduction.js';

const ReductionFacts = ({ id }: { readonly id: string }) => {
  const say = useSay();
  const code = useCode();
  const reduction = useRead<ReductionView>('/api/v1/reductions/{id}', { path: { id } });
  if (reduction.data === undefined) return <Waiting error={reduction.error} />;
  const { unit, permitNo, facility, measure, fundingSource, formedOn, permitChangedOn, guide, evidence } =
    reduction.data;
  return (
    <>
      <Facts
        rows={[
          [say('reduction.unit'), unit.name],
          [say('reduction.uscc'), unit.uscc],
          [say('reduction.permitNo'), permitNo],
          [say('reduction.facility'), facility],
          [say('reduction.measure'), code('measure', measure)],
          [say('reduction.funding'), code('funding', fundingSource)],
          [say('reduction.formedOn'), formedOn],
          [say('reduction.permitChangedOn'), permitChangedOn ?? '—'],
          [say('reduction.guide'), `${guide.id} ${guide.version}`],
          [say('reduction.evidence'), evidence.map(({ name }) => name).join('、')],
        ]}
      />
      <Known reduction={reduction.data} />
    </>
  );
};

const Known = ({ reduction }: { readonly reduction: ReductionView }) => {
  const say = useSay();
  return (
    <Panel title={say('deposits.known')} note={say('word.unitNote')}>
      <PollutantSheet
        label={say('deposits.known')}
        lines={reduction.lines}
        columns={[
          {
            key: 'limit',
            title: say('reduction.permittedLimit'),
            amount: ({ permittedLimit }) => permittedLimit,
          },
          { key: 'verified', title: say('reduction.verified'), amount: ({ verified }) => verified },
          { key: 'creditable', title: say('reduction.creditable'), amount: ({ creditable }) => creditable },
          { key: 'left', title: say('reduction.left'), amount: ({ left }) => left },
        ]}
      />
      <h3 className="panel-sub">{say('reduction.similar')}</h3>
      <Similar reduction={reduction} />
    </Panel>
  );
};

const Claim = ({ deposit }: { readonly deposit: DepositView }) => {
  const say = useSay();
  const nameOf = usePlaceName();
  const { lines, place, filedOn, filedBy, dueOn, late, lateReason, lotId } = deposit;
  return (
    <Panel title={say('deposits.claimed')} note={say('word.unitNote')}>
      <Facts
        rows={[
          [say('word.place'), nameOf(place)],
          [say('deposits.lines'), <AmountLines key="lines" lines={lines} />],
          [say('word.filedOn'), filedOn],
          [say('word.filedBy'), filedBy],
          [say('word.dueOn'), `${dueOn ?? '—'} ${late ? say('deposits.late') : ''}`],
          ...(lateReason === null ? [] : [[say('word.reason'), lateReason] as const]),
          ...(lotId === null
            ? []
            : [
                [
                  say('deposits.lot'),
                  <Link key="lot" to="/lots/$id" params={{ id: lotId }}>
                    {lotId}
                  </Link>,
                ] as const,
              ]),
        ]}
      />
      <ReductionFacts id={deposit.reductionId} />
    </Panel>
  );
};

/** 入库通知书, from the split on, and this page as it stands. */
const Papers = ({ deposit: { id, split } }: { readonly deposit: DepositView }) => (
  <>
    {split !== null && <Export route="/api/v1/deposits/{id}.pdf" path={{ id }} name={id} kinds={['pdf']} />}
    <PrintButton />
  </>
);

/** 入库审批: one deposit, what it claims, what is known of it and what a decision would do. */
export const DepositPage = () => {
  const say = useSay();
  const { id } = useParams({ from: '/frame/deposits/$id' });
  const read = useRead<DepositView>('/api/v1/deposits/{id}', { path: { id } });
  const step = useDepositStep(read.data);
  if (read.data === undefined) return <Waiting error={read.error} retry={() => void read.refetch()} />;
  const deposit = read.data;
  return (
    <Page
      title={
        <>
          {say('deposits.one', { id })} <StatusTag status={deposit.status} />
        </>
      }
      about={say('deposits.oneAbout')}
      actions={<Papers deposit={deposit} />}
    >
      <Outcome id={id} />
      {step === undefined && <NextTask current={id} />}
      <div className="columns">
        <div>
          <Claim deposit={deposit} />
        </div>
        <div>
          {deposit.split !== null && (
            <Panel title={say('deposits.happened')} note={say('word.unitNote')}>
              <SplitTable split={deposit.split} />
            </Panel>
          )}
          {step !== undefined && <Prospect key={step.route} step={step} deposit={deposit} />}
          {step === undefined && deposit.split === null && <p className="soft">{say('deposits.notYours')}</p>}
          <Signed reviews={deposit.reviews} />
        </div>
      </div>
      <Signatures />
    </Page>
  );
};
