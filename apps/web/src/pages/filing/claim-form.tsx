import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useRead, useTrial, useWrite } from '../../api/hooks.js';
import type { BodyOf } from '../../api/routes.js';
import type { DepositView, ReductionView, RuleView } from '../../api/views.js';
import { useSay } from '../../messages/language.js';
import { useSettled } from '../../parts/drafts.js';
import { AmountField } from '../../parts/fields.js';
import { Facts, Panel } from '../../parts/page.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { Waiting } from '../../parts/states.js';
import { isZero } from '../../parts/tonnes.js';
import { Check } from '../../parts/act/check.js';

const ROUTE = '/api/v1/deposits';
type Claim = BodyOf<typeof ROUTE>;
interface ClaimValues {
  readonly amounts?: Readonly<Record<string, string | undefined>>;
  readonly lateReason?: string;
}

const claimOf = (reductionId: string, { amounts = {}, lateReason = '' }: ClaimValues): Claim => ({
  reductionId,
  lines: Object.entries(amounts).flatMap(([pollutant, amount]) =>
    amount === undefined || amount === '' ? [] : [{ pollutant: pollutant as 'COD', amount }],
  ),
  ...(lateReason !== '' && { lateReason }),
});

const ClaimFields = ({ reduction }: { readonly reduction: ReductionView }) => {
  const say = useSay();
  return (
    <Panel title={say('filing.reduction', { id: reduction.id })} note={say('word.unitNote')}>
      <Facts
        rows={[
          [say('reduction.unit'), reduction.unit.name],
          [say('reduction.facility'), reduction.facility],
        ]}
      />
      {reduction.lines.map(({ pollutant, left }) => (
        <AmountField
          key={pollutant}
          name={['amounts', pollutant]}
          label={`${pollutant} · ${say('reduction.left')} ${left}`}
          optional
        />
      ))}
      <Form.Item name="lateReason" label={say('filing.lateReason')}>
        <Input.TextArea rows={2} />
      </Form.Item>
    </Panel>
  );
};

const Filled = ({ reduction }: { readonly reduction: ReductionView }) => {
  const say = useSay();
  const navigate = useNavigate();
  const [form] = Form.useForm<ClaimValues>();
  const values = Form.useWatch<ClaimValues | undefined>([], form);
  const body = claimOf(reduction.id, JSON.parse(useSettled(JSON.stringify(values ?? {}))) as ClaimValues);
  const trial = useTrial<{ readonly rules: readonly RuleView[] }, typeof ROUTE>(ROUTE, {
    body,
    enabled: body.lines.length > 0,
  });
  const filing = useWrite<DepositView, typeof ROUTE>(ROUTE);
  const file = (all: ClaimValues): void =>
    filing.mutate(
      { body: claimOf(reduction.id, all) },
      { onSuccess: ({ id }) => void navigate({ to: '/deposits/$id', params: { id } }) },
    );
  const left = reduction.lines.filter((line) => !isZero(line.left));
  const amounts = Object.fromEntries(left.map((line) => [line.pollutant, line.left]));
  return (
    <div className="columns columns-wide-left">
      <Form form={form} layout="vertical" initialValues={{ amounts }} onFinish={file}>
        <ClaimFields reduction={reduction} />
        {filing.error && <ProblemNotice error={filing.error} />}
        <Button type="primary" htmlType="submit" loading={filing.isPending} disabled={trial.error !== null}>
          {say('filing.fileDeposit')}
        </Button>
      </Form>
      <Check trial={trial} />
    </div>
  );
};

/** 入库申报 of what is left of a reduction. */
export const ClaimForm = ({ reductionId }: { readonly reductionId: string }) => {
  const read = useRead<ReductionView>('/api/v1/reductions/{id}', { path: { id: reductionId } });
  if (read.data === undefined) return <Waiting error={read.error} retry={() => void read.refetch()} />;
  return <Filled reduction={read.data} />;
};
