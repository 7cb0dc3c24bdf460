import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Popover } from 'antd';
import { useState } from 'react';
import { isPast, useMoment, type Moment } from '../api/moment.js';
import { useSay, type Say } from '../messages/language.js';
import { today } from '../parts/times.js';

const POSITION = /^@\d{1,15}$/;
const DATE = /^\d{4}-\d{2}-\d{2}/;

/** A moment in words. */
export const momentWords = ({ asOf, knownAt }: Moment, say: Say): string =>
  [
    ...(knownAt === undefined ? [] : [say('moment.known', { moment: knownAt })]),
    ...(asOf === undefined ? [] : [say('moment.inForce', { moment: asOf })]),
  ].join(say('moment.and'));

const useGoTo = (): ((moment: Moment) => void) => {
  const navigate = useNavigate();
  return ({ asOf, knownAt }) =>
    void navigate({ to: '.', search: (before) => ({ ...before, asOf, knownAt }) });
};

const Choice = ({ done }: { readonly done: () => void }) => {
  const say = useSay();
  const moment = useMoment();
  const goTo = useGoTo();
  const choose = ({ asOf = '', knownAt = '' }: Moment): void => {
    goTo({ ...(asOf !== '' && { asOf }), ...(knownAt !== '' && { knownAt: knownAt.trim() }) });
    done();
  };
  const known = {
    validator: (_: unknown, value: string | undefined) =>
      !value || POSITION.test(value.trim()) || DATE.test(value)
        ? Promise.resolve()
        : Promise.reject(new Error(say('moment.form'))),
  };
  return (
    <Form layout="vertical" className="moment-form" initialValues={moment} onFinish={choose}>
      <Form.Item name="knownAt" label={say('replay.knownAt')} extra={say('moment.form')} rules={[known]}>
        <Input placeholder={today()} />
      </Form.Item>
      <Form.Item name="asOf" label={say('replay.asOf')}>
        <Input type="date" />
      </Form.Item>
      <div className="decisions">
        <Button type="primary" htmlType="submit">
          {say('moment.look')}
        </Button>
        <Button onClick={() => choose({})}>{say('moment.now')}</Button>
      </div>
    </Form>
  );
};

/** 知悉时点: any page as it was at a past moment. */
export const TimeSwitch = () => {
  const say = useSay();
  const moment = useMoment();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={<Choice key={JSON.stringify(moment)} done={() => setOpen(false)} />}
    >
      <Button size="small" aria-haspopup="dialog" aria-expanded={open}>
        {say('moment.switch')} {isPast(moment) ? (moment.knownAt ?? moment.asOf) : say('moment.now')} ▾
      </Button>
    </Popover>
  );
};

/** A thin band across every page that shows a past moment. */
export const PastBand = () => {
  const say = useSay();
  const moment = useMoment();
  const goTo = useGoTo();
  if (!isPast(moment)) return null;
  return (
    <div className="past-band" role="status">
      <span>
        {momentWords(moment, say)}。{say('moment.band')}
      </span>
      <Button size="small" onClick={() => goTo({})}>
        {say('moment.back')}
      </Button>
    </div>
  );
};
