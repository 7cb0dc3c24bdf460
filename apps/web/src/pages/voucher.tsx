import { Link, useParams } from '@tanstack/react-router';
import { useRead } from '../api/hooks.js';
import type { VoucherView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Export } from '../parts/export.js';
import { Facts, Page, Panel } from '../parts/page.js';
import { PrintButton } from '../parts/paper.js';
import { Qr } from '../parts/qr.js';
import { RulePanel } from '../parts/rule-list.js';
import { PollutantSheet } from '../parts/pollutant-sheet.js';
import { Waiting } from '../parts/states.js';
import { StatusTag } from '../parts/status-tag.js';
import { instant } from '../parts/times.js';
import { useCode, usePlaceName } from '../parts/words.js';
import { Draws } from './withdrawal.js';

const VoucherLines = ({ voucher }: { readonly voucher: VoucherView }) => {
  const say = useSay();
  return (
    <PollutantSheet
      label={say('voucher.title')}
      lines={voucher.lines}
      columns={[
        { key: 'required', title: say('withdrawals.required'), amount: ({ required }) => required },
        { key: 'granted', title: say('voucher.granted'), amount: ({ granted }) => granted },
        { key: 'retired', title: say('voucher.retired'), amount: ({ retired }) => retired },
      ]}
    />
  );
};

/** Where anybody can check it; what the QR code on the paper says. */
const checkAddress = ({ no, proof }: VoucherView): string => {
  const question = new URLSearchParams({
    no,
    ...(proof?.leafHash !== undefined && { digest: proof.leafHash }),
  });
  return `${window.location.origin}/console/check?${question.toString()}`;
};

/** Where it can be checked, what it must agree with there, and room for the seal. */
const PaperFoot = ({ voucher }: { readonly voucher: VoucherView }) => {
  const say = useSay();
  const digest = voucher.proof?.leafHash;
  return (
    <>
      <p>
        <span className="soft">{say('voucher.digest')}</span> <code>{digest ?? '—'}</code>
      </p>
      <footer className="paper-foot">
        <Qr text={checkAddress(voucher)} label={say('voucher.qr')} />
        <div>
          <div>{say('voucher.qr')}</div>
          <Link to="/check" search={{ no: voucher.no, digest }}>
            {say('voucher.public')}
          </Link>
        </div>
        <div className="paper-seal">{say('voucher.seal')}</div>
      </footer>
    </>
  );
};

/** The voucher as the paper it replaces. */
const Paper = ({ voucher }: { readonly voucher: VoucherView }) => {
  const say = useSay();
  const code = useCode();
  const nameOf = usePlaceName();
  const { project } = voucher;
  return (
    <article className="paper">
      <h2>{say('voucher.title')}</h2>
      <p className="paper-no">
        {say('voucher.no')} {voucher.no}
      </p>
      <Facts
        rows={[
          [say('withdrawals.projectName'), project.name],
          [say('withdrawals.projectCode'), project.code],
          [say('reduction.uscc'), project.uscc],
          [say('word.place'), nameOf(project.place)],
          [say('withdrawals.type'), code('projectType', project.type)],
          [say('voucher.issuedAt'), instant(voucher.issuedAt)],
          [say('voucher.validUntil'), voucher.validUntil ?? '—'],
          [say('voucher.position'), voucher.position],
        ]}
      />
      <p className="soft">{say('word.unitNote')}</p>
      <VoucherLines voucher={voucher} />
      <PaperFoot voucher={voucher} />
    </article>
  );
};

/** 凭证 */
export const VoucherPage = () => {
  const say = useSay();
  const { no } = useParams({ from: '/frame/vouchers/$no' });
  const read = useRead<VoucherView>('/api/v1/vouchers/{no}', { path: { no } });
  if (read.data === undefined) return <Waiting error={read.error} retry={() => void read.refetch()} />;
  const voucher = read.data;
  return (
    <Page
      title={
        <>
          {no} <StatusTag status={voucher.state} />
        </>
      }
      about={say('voucher.about')}
      actions={
        <>
          <Export route="/api/v1/vouchers/{no}.pdf" path={{ no }} name={no} kinds={['pdf']} />
          <PrintButton />
        </>
      }
    >
      <div className="columns columns-wide-left">
        <div>
          <Paper voucher={voucher} />
          <Panel title={say('withdrawals.draws')} note={say('word.unitNote')}>
            <Draws draws={voucher.draws} />
          </Panel>
          <Link to="/withdrawals/$id" params={{ id: voucher.withdrawalId }}>
            {say('withdrawals.one', { id: voucher.withdrawalId })}
          </Link>
        </div>
        <RulePanel rules={voucher.rules} />
      </div>
    </Page>
  );
};
