import { Form, Input } from 'antd';
import type { Rule } from 'antd/es/form';
import type { ReactNode } from 'react';
import { useSay } from '../messages/language.js';
import { usccFault, type Fault } from './checks.js';
import { isAmount } from './tonnes.js';

export type Name = readonly (string | number)[] | string;
interface FieldProps {
  readonly name: Name;
  readonly label: string;
  readonly optional?: boolean;
  /** Checks besides being there. */
  readonly rules?: readonly Rule[];
  readonly flag?: boolean;
  readonly children: ReactNode;
}

export const pathOf = (name: Name): string | (string | number)[] =>
  typeof name === 'string' ? name : [...name];

/** A rule of a box made of a check that may find a fault in what is typed. */
export const useRule = (): ((check: (text: string) => Fault | undefined) => Rule) => {
  const say = useSay();
  return (check) => ({
    validator: (_: unknown, value: string | undefined) => {
      const found = value === undefined || value === '' ? undefined : check(value);
      return found === undefined
        ? Promise.resolve()
        : Promise.reject(new Error(say(found.key, found.params)));
    },
  });
};

/** A box; it must be filled unless it is optional. */
export const Field = ({ name, label, optional = false, rules = [], flag = false, children }: FieldProps) => {
  const say = useSay();
  const needed = { required: true, message: say('word.required') };
  return (
    <Form.Item
      name={pathOf(name)}
      label={label}
      rules={optional ? [...rules] : [needed, ...rules]}
      {...(flag && { valuePropName: 'checked' })}
    >
      {children}
    </Form.Item>
  );
};

interface TextFieldProps {
  readonly name: Name;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'date' | 'month' | 'password';
  readonly optional?: boolean;
  readonly check?: (text: string) => Fault | undefined;
}
export const TextField = ({ name, label, hint, type = 'text', optional = false, check }: TextFieldProps) => {
  const rule = useRule();
  return (
    <Field name={name} label={label} optional={optional} rules={check === undefined ? [] : [rule(check)]}>
      <Input {...(hint !== undefined && { placeholder: hint })} type={type} autoComplete="off" />
    </Field>
  );
};

type PlainFieldProps = Pick<TextFieldProps, 'name' | 'label' | 'optional'>;

/** An amount in t/a: decimal text, kept exactly as typed. */
export const AmountField = ({ name, label, optional = false }: PlainFieldProps) => {
  const rule = useRule();
  const form = rule((text) => (isAmount(text) ? undefined : { key: 'form.amount' }));
  return (
    <Field name={name} label={label} optional={optional} rules={[form]}>
      <Input className="amount-box" inputMode="decimal" autoComplete="off" />
    </Field>
  );
};

/** 统一社会信用代码, its check character looked at while it is typed. */
export const UsccField = (props: PlainFieldProps) => <TextField {...props} check={usccFault} />;
