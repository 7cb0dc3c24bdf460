import { Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { Shape } from '../../api/bodies.js';
import { permitFault, usccFault } from '../checks.js';
import { Field, pathOf, useRule, type Name } from '../fields.js';
import { useOwnPlaces } from '../own-places.js';
import { useCode } from '../words.js';

export interface Option {
  readonly value: string;
  readonly label: string;
}
/** What a member may be, where the shape alone does not say: by the member's name. */
export type Choices = Readonly<Record<string, readonly Option[]>>;

export interface BoxProps {
  readonly name: Name;
  readonly shape: Shape;
  readonly optional: boolean;
  readonly choices: Choices;
}

const MONTH = String.raw`^\d{4}-\d{2}$`;
/** Members that are a day although their shape says only text. */
const DAYS = ['effectiveFrom'];
const LONG = ['reason', 'opinion', 'taken', 'basis', 'measure', 'improvement', 'purpose', 'facts'];

/** The member a box is for. */
export const lastOf = (name: Name): string => String(typeof name === 'string' ? name : name.at(-1));

interface ChosenProps extends BoxProps {
  readonly options: readonly Option[];
  readonly many?: boolean;
}

/** One or several of what there is to choose from. */
export const Chosen = ({ name, optional, options, many = false }: ChosenProps) => {
  const code = useCode();
  return (
    <Field name={name} label={code('field', lastOf(name))} optional={optional}>
      <Select
        options={[...options]}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear={optional}
        {...(many && { mode: 'multiple' as const })}
      />
    </Field>
  );
};

export const PlaceBox = (props: BoxProps) => <Chosen {...props} options={useOwnPlaces()} />;

const typeOf = (last: string, { format, pattern }: Shape): string => {
  if (format === 'date' || DAYS.includes(last)) return 'date';
  return pattern === MONTH ? 'month' : 'text';
};

const checkOf = (last: string, { pattern }: Shape) => {
  if (/uscc$/i.test(last)) return usccFault;
  if (last === 'permitNo') return (text: string) => permitFault(text);
  return (text: string) =>
    pattern === undefined || new RegExp(pattern).test(text) ? undefined : { key: 'form.pattern' as const };
};

export const TextBox = ({ name, shape, optional }: BoxProps) => {
  const code = useCode();
  const rule = useRule();
  const last = lastOf(name);
  return (
    <Field name={name} label={code('field', last)} optional={optional} rules={[rule(checkOf(last, shape))]}>
      {LONG.includes(last) ? (
        <Input.TextArea rows={2} {...(shape.maxLength !== undefined && { maxLength: shape.maxLength })} />
      ) : (
        <Input type={typeOf(last, shape)} autoComplete="off" />
      )}
    </Field>
  );
};

export const WholeBox = ({ name, shape, optional }: BoxProps) => {
  const code = useCode();
  const { minimum: min, maximum: max } = shape;
  return (
    <Field name={name} label={code('field', lastOf(name))} optional={optional}>
      <InputNumber
        controls={false}
        precision={0}
        {...(min !== undefined && { min })}
        {...(max !== undefined && { max })}
      />
    </Field>
  );
};

export const FlagBox = ({ name }: BoxProps) => {
  const code = useCode();
  return (
    <Form.Item name={pathOf(name)} valuePropName="checked" className="flag">
      <Checkbox>{code('field', lastOf(name))}</Checkbox>
    </Form.Item>
  );
};

/** Several short texts. */
export const NamesBox = ({ name, optional }: BoxProps) => {
  const code = useCode();
  return (
    <Field name={name} label={code('field', lastOf(name))} optional={optional}>
      <Select mode="tags" tokenSeparators={[',', '，', ' ', '、']} open={false} suffixIcon={null} />
    </Field>
  );
};
