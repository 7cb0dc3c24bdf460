import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useSay } from '../messages/language.js';
import { isAmount } from './tonnes.js';

type Name = readonly (string | number)[] | string;
interface FieldProps {
  readonly name: Name;
  readonly label: string;
  readonly children: ReactNode;
}

const pathOf = (name: Name): string | (string | number)[] => (typeof name === 'string' ? name : [...name]);

/** A box that must be filled. */
export const Field = ({ name, label, children }: FieldProps) => {
  const say = useSay();
  return (
    <Form.Item name={pathOf(name)} label={label} rules={[{ required: true, message: say('word.required') }]}>
      {children}
    </Form.Item>
  );
};

interface TextFieldProps {
  readonly name: Name;
  readonly label: string;
  readonly hint?: string;
  readonly date?: boolean;
}
export const TextField = ({ name, label, hint, date = false }: TextFieldProps) => (
  <Field name={name} label={label}>
    <Input {...(hint !== undefined && { placeholder: hint })} type={date ? 'date' : 'text'} />
  </Field>
);

interface AmountFieldProps {
  readonly name: Name;
  readonly label: string;
  readonly optional?: boolean;
}
/** An amount in t/a: decimal text, kept exactly as typed. */
export const AmountField = ({ name, label, optional = false }: AmountFieldProps) => {
  const say = useSay();
  const valid = {
    validator: (_: unknown, value: string | undefined) =>
      value === undefined || value === '' || isAmount(value)
        ? Promise.resolve()
        : Promise.reject(new Error(say('field.amount'))),
  };
  const rules = optional ? [valid] : [{ required: true, message: say('word.required') }, valid];
  return (
    <Form.Item name={pathOf(name)} label={label} rules={rules}>
      <Input className="amount-box" inputMode="decimal" autoComplete="off" />
    </Form.Item>
  );
};
