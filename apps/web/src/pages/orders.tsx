import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { usePage, useWrite } from '../api/hooks.js';
import type { WriteRoute } from '../api/routes.js';
import type { SuspensionView, WarningView, WithdrawalView } from '../api/views.js';
import { useSay } from '../messages/language.js';
import { TextField } from '../parts/fields.js';
import { Panel } from '../parts/page.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { today } from '../parts/times.js';
import { usePlaceName } from '../parts/words.js';

const UNFINISHED = ['FILED', 'HELD'];
/** The first moment of a civil date in Asia/Shanghai. */
const momentOf = (date: string): string => `${date}T00:00:00+08:00`;

/** Which applications of the place are under way, and so what an order would stop or a lift let go on. */
const Affected = ({ place }: { readonly place: string }) => {
  const say = useSay();
  const list = usePage<WithdrawalView>('/api/v1/withdrawals', { query: { place, perPage: 200 } });
  const affected = (list.data?.items ?? []).filter(({ status }) => UNFINISHED.includes(status));
  return (
    <p role="status">
      {say('standing.willBlock')}:{' '}
      {affected.length === 0
        ? say('standing.blocksNothing')
        : affected.map(({ id, project }) => `${project.name} (${id})`).join('、')}
    </p>
  );
};

interface ActingProps {
  readonly title: string;
  readonly place: string;
  readonly error: Error | null;
  readonly pending: boolean;
  readonly submit: string;
  readonly done: () => void;
  readonly children: ReactNode;
}

const Acting = ({ title, place, error, pending, submit, done, children }: ActingProps) => {
  const say = useSay();
  return (
    <Panel title={title}>
      <Affected place={place} />
      {children}
      {error && <ProblemNotice error={error} />}
      <div className="decisions">
        <Button type="primary" htmlType="submit" loading={pending}>
          {submit}
        </Button>
        <Button onClick={done}>{say('word.cancel')}</Button>
      </div>
    </Panel>
  );
};

interface OrderFormProps {
  readonly order: SuspensionView;
  readonly done: () => void;
}

interface OrderValues {
  readonly orderNo: string;
  readonly from: string;
  readonly reason?: string;
}
const bodyOf = ({ orderNo, from, reason }: OrderValues) => ({
  orderNo,
  effectiveFrom: momentOf(from),
  ...(reason !== undefined && reason !== '' && { reason }),
});

type OrderRoute = Extract<WriteRoute, '/api/v1/suspensions/{id}/order' | '/api/v1/suspensions/{id}/lift'>;

const useOrdering = <P extends OrderRoute>(route: P, { order, done }: OrderFormProps) => {
  const acting = useWrite<unknown, OrderRoute>(route);
  const submit = (values: OrderValues): void =>
    acting.mutate({ path: { id: order.id }, body: bodyOf(values) }, { onSuccess: done });
  return { acting, submit };
};

const OrderFields = () => {
  const say = useSay();
  return (
    <div className="fields">
      <TextField name="orderNo" label={say('standing.orderNo')} />
      <TextField name="from" label={say('standing.from')} date />
      <Form.Item name="reason" label={say('word.reason')}>
        <Input.TextArea rows={2} />
      </Form.Item>
    </div>
  );
};

/** 下令, with a look at what it stops. */
export const OrderForm = (props: OrderFormProps) => {
  const say = useSay();
  const place = usePlaceName()(props.order.place);
  const { acting, submit } = useOrdering('/api/v1/suspensions/{id}/order', props);
  return (
    <Form<OrderValues> layout="vertical" initialValues={{ from: today() }} onFinish={submit}>
      <Acting
        title={say('standing.orderTitle', { place })}
        place={props.order.place}
        error={acting.error}
        pending={acting.isPending}
        submit={say('standing.order')}
        done={props.done}
      >
        <OrderFields />
      </Acting>
    </Form>
  );
};

/** 解除, with a look at what it lets go on. */
export const LiftForm = (props: OrderFormProps) => {
  const say = useSay();
  const place = usePlaceName()(props.order.place);
  const { acting, submit } = useOrdering('/api/v1/suspensions/{id}/lift', props);
  return (
    <Form<OrderValues> layout="vertical" initialValues={{ from: today() }} onFinish={submit}>
      <Acting
        title={say('standing.liftTitle', { place })}
        place={props.order.place}
        error={acting.error}
        pending={acting.isPending}
        submit={say('standing.lift')}
        done={props.done}
      >
        <OrderFields />
      </Acting>
    </Form>
  );
};

interface ProposeFormProps {
  readonly warning: WarningView;
  readonly done: () => void;
}
interface ProposeValues {
  readonly reason: string;
  readonly from: string;
}

/** 建议暂停 on the readings of a warning. */
export const ProposeForm = ({ warning, done }: ProposeFormProps) => {
  const say = useSay();
  const place = usePlaceName()(warning.place);
  const acting = useWrite<unknown, '/api/v1/suspensions'>('/api/v1/suspensions');
  const submit = ({ reason, from }: ProposeValues): void =>
    acting.mutate(
      {
        body: {
          place: warning.place,
          effectiveFrom: momentOf(from),
          reason,
          readingIds: [...warning.readingIds],
        },
      },
      { onSuccess: done },
    );
  return (
    <Form<ProposeValues> layout="vertical" initialValues={{ from: today() }} onFinish={submit}>
      <Acting
        title={say('standing.proposeTitle', { place })}
        place={warning.place}
        error={acting.error}
        pending={acting.isPending}
        submit={say('standing.propose')}
        done={done}
      >
        <div className="fields">
          <TextField name="reason" label={say('word.reason')} />
          <TextField name="from" label={say('standing.from')} date />
        </div>
      </Acting>
    </Form>
  );
};
