import { Button, Form, Input, Popconfirm, type FormInstance } from 'antd';
import { useTrial, useWrite } from '../api/hooks.js';
import { isProblem } from '../api/problem.js';
import type { BodyOf } from '../api/routes.js';
import type { ChainView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { EvidenceLines } from '../parts/evidence-lines.js';
import { TextField } from '../parts/fields.js';
import { Panel } from '../parts/page.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { useMay } from '../session/me.js';

interface Settlement {
  readonly writtenOff: readonly object[];
  readonly obligations: readonly object[];
  readonly vouchers: readonly string[];
}
interface Decision {
  readonly reason: string;
  readonly decisionNo: string;
}

const Preview = ({ id }: { readonly id: string }) => {
  const say = useSay();
  const trial = useTrial<Settlement, '/api/v1/lots/{id}/void'>('/api/v1/lots/{id}/void', {
    path: { id },
    body: { reason: '-', decisionNo: '-' },
    enabled: true,
  });
  if (isProblem(trial.error)) return <ProblemNotice error={trial.error} />;
  if (trial.data === undefined) return null;
  const { writtenOff, obligations, vouchers } = trial.data;
  return (
    <p role="status">
      {say('lot.voidPreview', {
        writtenOff: writtenOff.length,
        obligations: obligations.length,
        vouchers: vouchers.length,
      })}
    </p>
  );
};

const Confirmed = ({
  form,
  pending,
}: {
  readonly form: FormInstance<Decision>;
  readonly pending: boolean;
}) => {
  const say = useSay();
  return (
    <Popconfirm
      title={say('lot.voidAsk')}
      okText={say('word.confirm')}
      cancelText={say('word.cancel')}
      onConfirm={form.submit}
    >
      <Button danger loading={pending}>
        {say('lot.decide')}
      </Button>
    </Popconfirm>
  );
};

const Decide = ({ id }: { readonly id: string }) => {
  const say = useSay();
  const [form] = Form.useForm<Decision>();
  const acting = useWrite<Settlement, '/api/v1/lots/{id}/void'>('/api/v1/lots/{id}/void');
  const needed = [{ required: true, message: say('word.required') }];
  return (
    <>
      <Preview id={id} />
      <Form form={form} layout="inline" onFinish={(body) => acting.mutate({ path: { id }, body })}>
        <Form.Item name="reason" label={say('word.reason')} rules={needed}>
          <Input />
        </Form.Item>
        <Form.Item name="decisionNo" label={say('lot.decisionNo')} rules={needed}>
          <Input />
        </Form.Item>
        <Confirmed form={form} pending={acting.isPending} />
      </Form>
      {acting.error && <ProblemNotice error={acting.error} />}
    </>
  );
};

type Proposal = BodyOf<'/api/v1/lots/{id}/void-proposals'>;

const Propose = ({ id }: { readonly id: string }) => {
  const say = useSay();
  const acting = useWrite<unknown, '/api/v1/lots/{id}/void-proposals'>('/api/v1/lots/{id}/void-proposals');
  return (
    <Form<Proposal>
      layout="vertical"
      initialValues={{ evidence: [{}] }}
      onFinish={(body) => acting.mutate({ path: { id }, body })}
    >
      <TextField name="reason" label={say('word.reason')} />
      <EvidenceLines />
      {acting.error && <ProblemNotice error={acting.error} />}
      <Button htmlType="submit" loading={acting.isPending}>
        {say('lot.propose')}
      </Button>
    </Form>
  );
};

/** 视为无效: the inspector proposes; the bureau's lead decides, seeing first what it will settle. */
export const VoidPanel = ({ chain }: { readonly chain: ChainView }) => {
  const say = useSay();
  const may = useMay();
  const { lotId, void: found } = chain;
  const isVoid = found?.status === 'VOIDED';
  const proposing = !isVoid && found === null && may('lot:propose-void');
  const deciding = !isVoid && found !== null && may('lot:void');
  if (found === null && !proposing) return null;
  return (
    <Panel title={say('lot.void')}>
      {found?.reason !== undefined && (
        <p className="late">
          {found.reason} {found.decisionNo ?? ''}
        </p>
      )}
      {proposing && <Propose id={lotId} />}
      {deciding && <Decide id={lotId} />}
    </Panel>
  );
};
