import { App, Button, Form, Input } from 'antd';
import { useWrite } from '../../api/hooks.js';
import { useSay } from '../../messages/language.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { useWords } from './words.js';

interface Passwords {
  readonly old: string;
  readonly next: string;
  readonly again: string;
}
const SHORTEST = 8;

const useFields = () => {
  const say = useSay();
  const words = useWords();
  const needed = { required: true, message: say('word.required') };
  return [
    { name: 'old', label: words('current'), complete: 'current-password', rules: [needed] },
    {
      name: 'next',
      label: words('next'),
      complete: 'new-password',
      rules: [needed, { min: SHORTEST, message: words('short') }],
    },
    {
      name: 'again',
      label: words('again'),
      complete: 'new-password',
      rules: [
        needed,
        ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
          validator: (_: unknown, value: unknown) =>
            value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(words('differs'))),
        }),
      ],
    },
  ] as const;
};

/** 修改口令; all other sessions of the account end. */
export const PasswordForm = ({ done }: { readonly done?: () => void }) => {
  const words = useWords();
  const { message } = App.useApp();
  const [form] = Form.useForm<Passwords>();
  const fields = useFields();
  const acting = useWrite<undefined, '/api/v1/auth/password'>('/api/v1/auth/password');
  const change = ({ old, next }: Passwords): void =>
    acting.mutate(
      { body: { old, next } },
      {
        onSuccess: () => {
          form.resetFields();
          void message.success(words('changed'));
          done?.();
        },
      },
    );
  return (
    <Form form={form} layout="vertical" className="narrow" requiredMark={false} onFinish={change}>
      <p className="soft">{words('passwordHint')}</p>
      {fields.map(({ name, label, complete, rules }) => (
        <Form.Item key={name} name={name} label={label} rules={[...rules]} validateFirst>
          <Input.Password autoComplete={complete} visibilityToggle={false} />
        </Form.Item>
      ))}
      {acting.error && <ProblemNotice error={acting.error} />}
      <Button type="primary" htmlType="submit" loading={acting.isPending}>
        {words('change')}
      </Button>
    </Form>
  );
};
