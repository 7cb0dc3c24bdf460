import { App, Button, Form, Input } from 'antd';
import { useWrite } from '../../api/hooks.js';
import { useSay } from '../../messages/language.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { Qr } from '../../parts/qr.js';
import { useWords } from './words.js';

interface Enrolment {
  readonly secret: string;
  readonly uri: string;
}
const DIGITS = /^\d{6}$/;

const Confirming = ({ enrolment, done }: { readonly enrolment: Enrolment; readonly done: () => void }) => {
  const words = useWords();
  const say = useSay();
  const { message } = App.useApp();
  const acting = useWrite<undefined, '/api/v1/auth/second-factor/confirmation'>(
    '/api/v1/auth/second-factor/confirmation',
  );
  const confirm = (body: { readonly code: string }): void =>
    acting.mutate(
      { body },
      {
        onSuccess: () => {
          void message.success(words('confirmed'));
          done();
        },
      },
    );
  return (
    <div className="factor">
      <Qr text={enrolment.uri} label={words('qr')} />
      <Form layout="vertical" requiredMark={false} onFinish={confirm}>
        <p>
          {words('secret')} <code className="secret">{enrolment.secret}</code>
        </p>
        <Form.Item
          name="code"
          label={words('code')}
          rules={[{ pattern: DIGITS, required: true, message: say('word.required') }]}
        >
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} autoFocus />
        </Form.Item>
        {acting.error && <ProblemNotice error={acting.error} />}
        <Button type="primary" htmlType="submit" loading={acting.isPending}>
          {words('confirm')}
        </Button>
      </Form>
    </div>
  );
};

/** 动态口令: a secret for the authenticator app, which counts once a first code of it was shown. */
export const SecondFactor = ({ done }: { readonly done: () => void }) => {
  const words = useWords();
  const enrolling = useWrite<Enrolment, '/api/v1/auth/second-factor'>('/api/v1/auth/second-factor');
  return (
    <>
      <p className="soft">{words('factorHint')}</p>
      {enrolling.error && <ProblemNotice error={enrolling.error} />}
      {enrolling.data === undefined ? (
        <Button loading={enrolling.isPending} onClick={() => enrolling.mutate({ body: {} })}>
          {words('enrol')}
        </Button>
      ) : (
        <Confirming enrolment={enrolling.data} done={done} />
      )}
    </>
  );
};
