import { useQueryClient } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Button, Form, Input, Select, type FormInstance } from 'antd';
import { useRead, useWrite } from '../api/hooks.js';
import { isProblem } from '../api/problem.js';
import type { DemoAccountView, Items } from '../api/views.js';
import { GoTo } from '../frame/go-to.js';
import { LanguageSwitch } from '../frame/language-switch.js';
import { useSay } from '../messages/language.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { useCode } from '../parts/words.js';
import { session, useToken } from '../session/session.js';

interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly code?: string;
}
const SECOND_FACTOR = /SECOND_FACTOR|CODE/;
type CredentialsForm = FormInstance<Credentials>;

/** One of each post, nearest to the story of the demo city. */
const isShown = ({ username }: DemoAccountView): boolean =>
  /@(320583|320500|320000|park-kunshan-dev)$/.test(username);

const DemoPosts = ({ form }: { readonly form: CredentialsForm }) => {
  const say = useSay();
  const code = useCode();
  const accounts = useRead<Items<DemoAccountView>>('/api/v1/auth/demo-accounts').data?.items ?? [];
  if (accounts.length === 0) return null;
  const choose = (username: string): void => form.setFieldsValue({ username });
  return (
    <section>
      <h2 className="panel-title">{say('signIn.demo')}</h2>
      <p className="page-about">{say('signIn.demoHint')}</p>
      <ul className="door-posts">
        {accounts.filter(isShown).map(({ username, role, placeName }) => (
          <li key={username}>
            <Button size="small" title={username} onClick={() => choose(username)}>
              {code('role', role)} · {placeName}
            </Button>
          </li>
        ))}
      </ul>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        className="door-select"
        aria-label={say('signIn.allPosts')}
        placeholder={say('signIn.allPosts')}
        onChange={choose}
        options={accounts.map(({ username, role, placeName }) => ({
          value: username,
          label: `${code('role', role)} · ${placeName}`,
        }))}
      />
    </section>
  );
};

const useSignIn = () => {
  const queries = useQueryClient();
  const login = useWrite<{ readonly accessToken: string }, '/api/v1/auth/login'>('/api/v1/auth/login');
  const submit = (body: Credentials): void =>
    login.mutate(
      { body },
      {
        onSuccess: ({ accessToken }) => {
          queries.clear();
          session.begin(accessToken);
        },
      },
    );
  return { submit, login };
};

const Door = ({ form }: { readonly form: CredentialsForm }) => {
  const say = useSay();
  const { submit, login } = useSignIn();
  const asksForCode = isProblem(login.error) && SECOND_FACTOR.test(login.error.body.code);
  const needed = [{ required: true, message: say('word.required') }];
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
      {login.error && <ProblemNotice error={login.error} />}
      <Form.Item name="username" label={say('signIn.username')} rules={needed}>
        <Input autoComplete="username" />
      </Form.Item>
      <Form.Item name="password" label={say('signIn.password')} rules={needed}>
        <Input.Password autoComplete="current-password" visibilityToggle={false} />
      </Form.Item>
      {asksForCode && (
        <Form.Item name="code" label={say('signIn.code')} rules={needed}>
          <Input autoComplete="one-time-code" inputMode="numeric" />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" block loading={login.isPending}>
        {say('signIn.submit')}
      </Button>
      <p>
        <Link to="/check">{say('signIn.check')}</Link>
      </p>
    </Form>
  );
};

/** 登录: the one door; in the demo city it shows who could come through it. */
export const SignInPage = () => {
  const say = useSay();
  const [form] = Form.useForm<Credentials>();
  const { next } = useSearch({ from: '/sign-in' });
  if (useToken() !== undefined) return <GoTo address={next ?? ''} />;
  return (
    <main className="door">
      <div className="door-card">
        <header className="door-head">
          <div>
            <h1 className="page-title">{say('app.title')}</h1>
            <p className="page-about">{say('signIn.about')}</p>
          </div>
          <LanguageSwitch />
        </header>
        <Door form={form} />
        <DemoPosts form={form} />
      </div>
    </main>
  );
};
