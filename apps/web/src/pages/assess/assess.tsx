import { useNavigate } from '@tanstack/react-router';
import { Button, Form } from 'antd';
import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { write } from '../../api/client.js';
import { useWrite } from '../../api/hooks.js';
import { isProblem } from '../../api/problem.js';
import type { BodyOf } from '../../api/routes.js';
import type { AssessmentView, WithdrawalView } from '../../api/views.js';
import { useLanguage, useSay } from '../../messages/language.js';
import { draft, pruned, useSettled } from '../../parts/drafts.js';
import { Page } from '../../parts/page.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { useMay, useMe } from '../../session/me.js';
import { ApplicationFields, type ApplicationForm } from './fields.js';
import { Verdict } from './verdict.js';

type Application = BodyOf<'/api/v1/demands/assess'>;
const DRAFT = 'withdrawal';

/** The body of an application as the form has it, without its empty boxes. */
const applicationOf = (form: ApplicationForm): Application => ({
  ...(pruned(form) as Application),
  path: 'POOL',
});

const isAskable = ({ project, lines }: ApplicationForm): boolean =>
  (project?.place ?? '') !== '' && (lines ?? []).some((line) => (line?.postDischarge ?? '') !== '');

/** The verdict of what stands in the form, asked again once typing rests. */
const useAssessment = (form: ApplicationForm | undefined) => {
  const { language } = useLanguage();
  const settled = useSettled(JSON.stringify(form ?? {}));
  const asked = JSON.parse(settled) as ApplicationForm;
  return useQuery({
    queryKey: ['assess', settled, language],
    queryFn: () =>
      write<AssessmentView, '/api/v1/demands/assess'>(
        '/api/v1/demands/assess',
        { body: applicationOf(asked) },
        language,
      ),
    enabled: isAskable(asked),
    placeholderData: keepPreviousData,
  });
};

const Side = ({ assessment }: { readonly assessment: ReturnType<typeof useAssessment> }) => {
  const say = useSay();
  const { data, error } = assessment;
  if (isProblem(error)) return <ProblemNotice error={error} />;
  if (data === undefined) return <p className="soft">{say('assess.waiting')}</p>;
  return <Verdict assessment={data} />;
};

const useFile = () => {
  const navigate = useNavigate();
  const filing = useWrite<WithdrawalView, '/api/v1/withdrawals'>('/api/v1/withdrawals');
  const file = (form: ApplicationForm): void =>
    filing.mutate(
      { body: applicationOf(form) },
      {
        onSuccess: ({ id }) => {
          draft.drop(DRAFT);
          void navigate({ to: '/withdrawals/$id', params: { id } });
        },
      },
    );
  return { file, filing };
};

interface ButtonsProps {
  readonly ready: boolean;
  readonly pending: boolean;
  readonly clear: () => void;
}

const Buttons = ({ ready, pending, clear }: ButtonsProps) => {
  const say = useSay();
  const may = useMay();
  return (
    <div className="decisions">
      {may('withdrawal:file') && (
        <Button type="primary" htmlType="submit" loading={pending} disabled={!ready}>
          {say('assess.file')}
        </Button>
      )}
      <Button onClick={clear}>{say('filing.dropDraft')}</Button>
    </div>
  );
};

const blankAt = (place: string): ApplicationForm => ({
  project: { place, type: 'NEW', priorityClass: 'ORDINARY' },
  lines: [{ pollutant: 'VOCs', baseline: { basis: 'NONE', amount: '0' } }],
});

/** 出库测算与申请: the form left, the verdict right, as one types. */
export const AssessPage = () => {
  const say = useSay();
  const me = useMe();
  const [form] = Form.useForm<ApplicationForm>();
  const assessment = useAssessment(Form.useWatch<ApplicationForm | undefined>([], form));
  const { file, filing } = useFile();
  const clear = (): void => {
    draft.drop(DRAFT);
    form.setFieldsValue(blankAt(me.place));
  };
  return (
    <Page title={say('withdrawals.new')} about={say('assess.about')}>
      <div className="columns">
        <Form
          form={form}
          layout="vertical"
          initialValues={draft.load<ApplicationForm>(DRAFT) ?? blankAt(me.place)}
          onValuesChange={(_, all) => draft.save(DRAFT, all)}
          onFinish={file}
        >
          <ApplicationFields />
          {filing.error && <ProblemNotice error={filing.error} />}
          <Buttons
            ready={assessment.data?.verdict === 'ACCEPTABLE' && assessment.error === null}
            pending={filing.isPending}
            clear={clear}
          />
        </Form>
        <aside className="sticky" aria-label={say('assess.verdict')}>
          <Side assessment={assessment} />
        </aside>
      </div>
    </Page>
  );
};
