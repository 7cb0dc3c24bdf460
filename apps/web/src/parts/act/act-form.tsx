import { App, Button, Form, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { bodyShape, isComplete, resolved, type Shape } from '../../api/bodies.js';
import { useTrial, useWrite } from '../../api/hooks.js';
import { isProblem } from '../../api/problem.js';
import type { BodyOf, WriteRoute } from '../../api/routes.js';
import type { RuleView } from '../../api/views.js';
import { useSay } from '../../messages/language.js';
import { draft, pruned, useSettled } from '../drafts.js';
import { ProblemNotice } from '../problem-notice.js';
import { Check } from './check.js';
import { Boxes } from './boxes.js';
import type { Choices } from './plain-boxes.js';

type Values = Record<string, unknown>;
type Body = BodyOf<WriteRoute>;

/** An act of an officer: what it is, where it goes, and what about it is not the form's to ask. */
export interface ActOf {
  /** In the words of the button that records it. */
  readonly title: string;
  readonly route: WriteRoute;
  readonly path?: Readonly<Record<string, string>>;
  /** Members that go along without being asked for. */
  readonly fixed?: Values;
  /** What the boxes begin with. */
  readonly initial?: Values;
  /** Only these members, in this order. */
  readonly only?: readonly string[];
  readonly choices?: Choices;
  /** Members the OpenAPI file leaves open, such as the value of a policy. */
  readonly shapes?: Readonly<Record<string, Shape>>;
  /** Kept in this browser under this name until it is recorded. */
  readonly draft?: string;
  /** The ledger is not asked beforehand: the route knows no trial. */
  readonly untried?: boolean;
  /** Shown while the form is filled in, such as what an order stops. */
  readonly preview?: (values: Values) => ReactNode;
}

interface ActFormProps extends ActOf {
  readonly done: (answer: Values | undefined) => void;
  readonly cancel?: (() => void) | undefined;
}

/** Flags begin as no and lists with one empty line, where the shape demands them. */
const blankOf = (shape: Shape): Values =>
  Object.fromEntries(
    (shape.required ?? []).flatMap((name): [string, unknown][] => {
      const member = resolved(shape.properties?.[name] ?? {});
      if (member.type === 'boolean') return [[name, false]];
      if (member.type === 'array' && resolved(member.items ?? {}).properties) return [[name, [{}]]];
      return [];
    }),
  );

/** A line of which nothing is filled in says nothing. */
const withoutEmpty = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value
      .map(withoutEmpty)
      .filter((one) => typeof one !== 'object' || Object.keys(one as object).length > 0);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]): [string, unknown] => [name, withoutEmpty(member)])
      .filter(([, member]) => !(Array.isArray(member) && member.length === 0)),
  );
};
const bodyOf = (values: Values, fixed: Values): Body =>
  ({ ...(withoutEmpty(pruned(values)) as Values), ...fixed }) as Body;

/** `lines[0].amount` and `lines.0.amount` as the form names it. */
const namesOf = (field: string): (string | number)[] =>
  field
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));

/** Says beside each box what the service found wrong with it. */
const point = (form: FormInstance<Values>, error: Error): void => {
  if (!isProblem(error)) return;
  form.setFields(
    (error.body.errors ?? []).map(({ field, message }) => ({ name: namesOf(field), errors: [message] })),
  );
};

const useAct = ({ route, path, fixed = {}, draft: kept, done }: ActFormProps, form: FormInstance<Values>) => {
  const say = useSay();
  const { message } = App.useApp();
  const acting = useWrite<Values | undefined, WriteRoute>(route);
  const finish = (answer: Values | undefined): void => {
    if (kept !== undefined) draft.drop(kept);
    void message.success(say('form.done'));
    done(answer);
  };
  // The form may be gone before its end is told: an item that has moved on offers other acts.
  const submit = (values: Values): void =>
    void acting
      .mutateAsync({ body: bodyOf(values, fixed), ...(path && { path }) })
      .then(finish, (error: Error) => point(form, error));
  return { acting, submit };
};

const Verdict = ({
  act,
  values,
  shape,
}: {
  readonly act: ActOf;
  readonly values: Values;
  readonly shape: Shape;
}) => {
  const { route, path, fixed = {} } = act;
  const body = bodyOf(JSON.parse(useSettled(JSON.stringify(values))) as Values, fixed);
  const trial = useTrial<{ readonly rules?: readonly RuleView[] }, WriteRoute>(route, {
    body,
    ...(path && { path }),
    enabled: isComplete(shape, body),
  });
  return <Check trial={trial} />;
};

/** A form made of what the interface says the act takes, checked by the ledger's own rules as it is filled in. */
export const ActForm = (props: ActFormProps) => {
  const say = useSay();
  const [form] = Form.useForm<Values>();
  const values = Form.useWatch<Values | undefined>([], form) ?? {};
  const { title, route, only, choices = {}, draft: kept, cancel, preview } = props;
  const whole = bodyShape(route);
  const shape: Shape = { ...whole, properties: { ...whole.properties, ...props.shapes } };
  const { acting, submit } = useAct(props, form);
  const beginning = {
    ...blankOf(shape),
    ...props.initial,
    ...(kept !== undefined && draft.load<Values>(kept)),
  };
  return (
    <div className={props.untried === true ? '' : 'columns columns-wide-left'}>
      <Form
        form={form}
        layout="vertical"
        initialValues={beginning}
        onFinish={submit}
        scrollToFirstError
        {...(kept !== undefined && { onValuesChange: () => draft.save(kept, form.getFieldsValue(true)) })}
      >
        {preview?.(values)}
        <div className="fields">
          <Boxes shape={shape} choices={choices} only={only} />
        </div>
        {acting.error && <ProblemNotice error={acting.error} />}
        <div className="decisions">
          <Button type="primary" htmlType="submit" loading={acting.isPending}>
            {title}
          </Button>
          {cancel && <Button onClick={cancel}>{say('word.cancel')}</Button>}
          {kept !== undefined && <span className="soft">{say('form.draft')}</span>}
        </div>
      </Form>
      {props.untried !== true && <Verdict act={props} values={values} shape={shape} />}
    </div>
  );
};
