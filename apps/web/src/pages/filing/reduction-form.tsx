import { Button, Form } from 'antd';
import { useTrial, useWrite } from '../../api/hooks.js';
import type { BodyOf } from '../../api/routes.js';
import type { ReductionView, RuleView } from '../../api/views.js';
import { useSay } from '../../messages/language.js';
import { draft, pruned, useSettled } from '../../parts/drafts.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { useMe } from '../../session/me.js';
import { Check } from '../../parts/act/check.js';
import { EvidenceStep, LinesStep, UnitStep } from './reduction-steps.js';

const ROUTE = '/api/v1/reductions';
type Filing = BodyOf<typeof ROUTE>;
const DRAFT = 'reduction';
const LAST = 2;

interface ReductionFormProps {
  readonly step: number;
  readonly setStep: (step: number) => void;
  readonly filed: (id: string) => void;
}

const BLANK = {
  measure: 'DEEP_TREATMENT',
  fundingSource: 'OWN',
  guide: { id: '主要污染物总量减排核算技术指南', version: '2022' },
  lines: [{ pollutant: 'COD' }],
  mrv: { monitorable: false, reportable: false, countable: false, verifiable: false },
  evidence: [{}],
};

const Buttons = ({
  step,
  setStep,
  pending,
}: Omit<ReductionFormProps, 'filed'> & { readonly pending: boolean }) => {
  const say = useSay();
  return (
    <div className="decisions">
      {step > 0 && <Button onClick={() => setStep(step - 1)}>{say('word.back')}</Button>}
      {step < LAST ? (
        <Button key="next" type="primary" onClick={() => setStep(step + 1)}>
          {say('word.next')}
        </Button>
      ) : (
        <Button key="file" type="primary" htmlType="submit" loading={pending}>
          {say('filing.fileReduction')}
        </Button>
      )}
    </div>
  );
};

/** 减排量申报, in three steps of one form; what is filled in is checked by the ledger's own rules meanwhile. */
export const ReductionForm = ({ step, setStep, filed }: ReductionFormProps) => {
  const me = useMe();
  const [form] = Form.useForm<Record<string, unknown>>();
  const values = Form.useWatch<Record<string, unknown> | undefined>([], form);
  const body = pruned(JSON.parse(useSettled(JSON.stringify(values ?? {})))) as Filing;
  const filing = useWrite<ReductionView, typeof ROUTE>(ROUTE);
  const enabled = body.unit !== undefined && body.facility !== undefined && body.formedOn !== undefined;
  const trial = useTrial<{ readonly rules: readonly RuleView[] }, typeof ROUTE>(ROUTE, { body, enabled });
  const submit = (all: Record<string, unknown>): void =>
    filing.mutate(
      { body: pruned(all) as Filing },
      {
        onSuccess: ({ id }) => {
          draft.drop(DRAFT);
          filed(id);
        },
      },
    );
  return (
    <div className="columns columns-wide-left">
      <Form
        form={form}
        layout="vertical"
        initialValues={draft.load<Record<string, unknown>>(DRAFT) ?? { ...BLANK, place: me.place }}
        onValuesChange={() => draft.save(DRAFT, form.getFieldsValue(true))}
        onFinish={submit}
        scrollToFirstError
      >
        {[UnitStep, LinesStep, EvidenceStep].map((Step, index) => (
          <div key={Step.name} hidden={index !== step}>
            <Step />
          </div>
        ))}
        {filing.error && <ProblemNotice error={filing.error} />}
        <Buttons step={step} setStep={setStep} pending={filing.isPending} />
      </Form>
      <Check trial={trial} />
    </div>
  );
};
