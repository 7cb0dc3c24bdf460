import { Button, Form, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import { useWrite } from '../api/hooks.js';
import type { WithdrawalView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { Panel } from '../parts/page.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { today } from '../parts/times.js';
import { useMay, useMe } from '../session/me.js';

const Registration = ({ id }: { readonly id: string }) => {
  const say = useSay();
  const acting = useWrite<unknown, '/api/v1/withdrawals/{id}/registration'>(
    '/api/v1/withdrawals/{id}/registration',
  );
  const register = (values: { readonly eiaApprovalNo: string; readonly approvedOn: string }): void =>
    acting.mutate({ path: { id }, body: values });
  return (
    <Form layout="inline" initialValues={{ approvedOn: today() }} onFinish={register}>
      <Form.Item name="eiaApprovalNo" label={say('act.approvalNo')} rules={[{ required: true }]}>
        <Input />
      </Form.Item>
      <Form.Item name="approvedOn" label={say('act.approvedOn')}>
        <Input type="date" />
      </Form.Item>
      <Button htmlType="submit" type="primary" loading={acting.isPending}>
        {say('act.register')}
      </Button>
      {acting.error && <ProblemNotice error={acting.error} />}
    </Form>
  );
};

const Release = ({ id }: { readonly id: string }) => {
  const say = useSay();
  const [reason, setReason] = useState('');
  const acting = useWrite<unknown, '/api/v1/withdrawals/{id}/release'>('/api/v1/withdrawals/{id}/release');
  return (
    <div className="decisions">
      <Input
        aria-label={say('word.reason')}
        placeholder={say('word.reason')}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <Popconfirm
        title={say('act.releaseAsk')}
        okText={say('word.confirm')}
        cancelText={say('word.cancel')}
        onConfirm={() => acting.mutate({ path: { id }, body: { reason } })}
      >
        <Button danger disabled={reason.trim() === ''} loading={acting.isPending}>
          {say('act.release')}
        </Button>
      </Popconfirm>
      {acting.error && <ProblemNotice error={acting.error} />}
    </div>
  );
};

/** What the approver may still do once quota is held or a voucher is out: register the approval, or give it back. */
export const AfterVoucher = ({ withdrawal }: { readonly withdrawal: WithdrawalView }) => {
  const say = useSay();
  const may = useMay();
  const { roles } = useMe();
  const { id, status, approvers } = withdrawal;
  const isApprover = roles.some((role) => approvers.includes(role));
  if (!isApprover || !may('withdrawal:release') || (status !== 'HELD' && status !== 'VOUCHERED')) return null;
  return (
    <Panel title={say('deposits.act')}>
      {status === 'VOUCHERED' && <Registration id={id} />}
      <Release id={id} />
    </Panel>
  );
};
