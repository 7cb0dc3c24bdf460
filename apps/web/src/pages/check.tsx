import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useRead } from '../api/hooks.js';
import { isProblem } from '../api/problem.js';
import type { CheckView } from '../api/views.js';
import { LanguageSwitch } from '../frame/language-switch.js';
import { useSay } from '../messages/language.js';
import { Waiting } from '../parts/states.js';
import { instant } from '../parts/times.js';

const GOOD = ['VALID', 'USED'];

interface Asked {
  readonly no: string;
  readonly digest?: string;
}

const Verdict = ({ found }: { readonly found: CheckView }) => {
  const say = useSay();
  const good = GOOD.includes(found.state) && found.matches !== false;
  return (
    <div className={`verdict ${good ? '' : 'verdict-REFUSED'}`} role="status">
      {say(`check.${found.state}`)}
      {found.matches !== null && <div>{say(found.matches ? 'check.matches' : 'check.differs')}</div>}
      <div className="soft">
        {say('check.asOf', { time: instant(found.checkpoint.issuedAt), size: found.checkpoint.size })}
      </div>
    </div>
  );
};

const Answer = ({ no, digest }: Asked) => {
  const say = useSay();
  const read = useRead<CheckView>('/api/v1/public/vouchers/{no}', { path: { no }, query: { digest } });
  if (isProblem(read.error) && read.error.body.status === 404)
    return (
      <div className="verdict verdict-REFUSED" role="status">
        {say('check.unknown')}
      </div>
    );
  if (read.data === undefined) return <Waiting error={read.error} retry={() => void read.refetch()} />;
  return <Verdict found={read.data} />;
};

/** 凭证查验: no sign-in, one box, one clear answer. */
export const CheckPage = () => {
  const say = useSay();
  const { no, digest } = useSearch({ from: '/check' });
  const navigate = useNavigate({ from: '/check' });
  const ask = (asked: Asked): void => void navigate({ search: asked.digest ? asked : { no: asked.no } });
  return (
    <main className="door">
      <div className="door-card door-card-one">
        <header className="door-head">
          <div>
            <h1 className="page-title">{say('check.title')}</h1>
            <p className="page-about">{say('check.about')}</p>
          </div>
          <LanguageSwitch />
        </header>
        <Form layout="vertical" requiredMark={false} initialValues={{ no, digest }} onFinish={ask}>
          <Form.Item
            name="no"
            label={say('voucher.no')}
            rules={[{ required: true, message: say('word.required') }]}
          >
            <Input autoFocus />
          </Form.Item>
          <Form.Item name="digest" label={say('check.digest')}>
            <Input placeholder={say('check.digestHint')} />
          </Form.Item>
          <Button type="primary" htmlType="submit">
            {say('check.submit')}
          </Button>
        </Form>
        {no !== undefined && <Answer no={no} {...(digest !== undefined && { digest })} />}
        <Link to="/sign-in">{say('check.signIn')}</Link>
      </div>
    </main>
  );
};
