import { Button, Checkbox, Form, Select } from 'antd';
import { useWrite } from '../api/hooks.js';
import type { BodyOf } from '../api/routes.js';
import { useSay } from '../messages/language.js';
import { AmountField, Field, TextField } from '../parts/fields.js';
import { Panel } from '../parts/page.js';
import { ProblemNotice } from '../parts/problem-notice.js';
import { useCode, usePlaces } from '../parts/words.js';

type Reading = BodyOf<'/api/v1/readings'>;

const ReadingFields = () => {
  const say = useSay();
  const code = useCode();
  const places = usePlaces().map(({ code: value, name }) => ({ value, label: name }));
  const media = ['WATER', 'AIR'].map((value) => ({ value, label: code('medium', value) }));
  return (
    <div className="fields fields-four">
      <Field name="place" label={say('word.place')}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={places} />
      </Field>
      <TextField name="month" label={say('standing.month')} hint="2026-10" />
      <Field name="medium" label={say('standing.medium')}>
        <Select options={media} />
      </Field>
      <TextField name="indicator" label={say('standing.indicator')} />
      <AmountField name="value" label={say('standing.value')} />
      <TextField name="unit" label={say('standing.unit')} />
      <AmountField name="target" label={say('standing.target')} optional />
      <AmountField name="lastYear" label={say('standing.lastYear')} optional />
    </div>
  );
};

/** 报送月度监测: one reading; the place and month stay for the next one. */
export const ReadingForm = () => {
  const say = useSay();
  const [form] = Form.useForm<Reading>();
  const acting = useWrite<unknown, '/api/v1/readings'>('/api/v1/readings');
  const submit = (body: Reading): void =>
    acting.mutate({ body }, { onSuccess: () => form.resetFields(['value', 'target', 'lastYear']) });
  return (
    <Panel title={say('standing.recordTitle')}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ medium: 'AIR', indicator: 'PM2.5', unit: 'μg/m³', valid: true }}
        onFinish={submit}
      >
        <ReadingFields />
        <Form.Item name="valid" valuePropName="checked">
          <Checkbox>{say('standing.valid')}</Checkbox>
        </Form.Item>
        {acting.error && <ProblemNotice error={acting.error} />}
        <Button type="primary" htmlType="submit" loading={acting.isPending}>
          {say('standing.record')}
        </Button>
      </Form>
    </Panel>
  );
};
