import { Button, Form, Input, Select } from 'antd';
import { useSay } from '../../messages/language.js';
import { baselineFault, componentsFault, incrementFault, type Stated } from '../../parts/checks.js';
import { AmountField, Field } from '../../parts/fields.js';
import { POLLUTANTS } from '../../parts/pollutants.js';
import { useCode } from '../../parts/words.js';

const BASES = ['NONE', 'PERMIT', 'EIA', 'REACCOUNTED'];
const FRESH_LINE = { baseline: { basis: 'NONE', amount: '0' } };

/** What does not fit together in a line, said beside it while it is typed. */
const LineFaults = ({ index }: { readonly index: number }) => {
  const say = useSay();
  const line = Form.useWatch<Stated | undefined>(['lines', index]) ?? {};
  const faults = [componentsFault(line), baselineFault(line), incrementFault(line)].filter(
    (fault) => fault !== undefined,
  );
  if (faults.length === 0) return null;
  return (
    <ul className="line-faults" role="status">
      {faults.map(({ key, params }) => (
        <li key={key}>{say(key, params)}</li>
      ))}
    </ul>
  );
};

const Baseline = ({ index }: { readonly index: number }) => {
  const say = useSay();
  const code = useCode();
  const bases = BASES.map((value) => ({ value, label: code('basis', value) }));
  return (
    <>
      <Field name={[index, 'baseline', 'basis']} label={say('withdrawals.basis')}>
        <Select options={bases} />
      </Field>
      <AmountField name={[index, 'baseline', 'amount']} label={say('withdrawals.baseline')} />
      <Form.Item name={[index, 'baseline', 'recordNo']} label={say('withdrawals.record')}>
        <Input />
      </Form.Item>
      <AmountField name={[index, 'statedIncrement']} label={say('withdrawals.stated')} optional />
    </>
  );
};

const DischargeLine = ({ index, remove }: { readonly index: number; readonly remove: () => void }) => {
  const say = useSay();
  return (
    <div className="line">
      <Field name={[index, 'pollutant']} label={say('word.pollutant')}>
        <Select options={POLLUTANTS.map((value) => ({ value, label: value }))} />
      </Field>
      <AmountField name={[index, 'postDischarge']} label={say('withdrawals.post')} />
      <AmountField name={[index, 'components', 'organised']} label={say('withdrawals.organised')} optional />
      <AmountField name={[index, 'components', 'fugitive']} label={say('withdrawals.fugitive')} optional />
      <Baseline index={index} />
      <Button type="text" onClick={remove}>
        {say('word.remove')}
      </Button>
      <LineFaults index={index} />
    </div>
  );
};

/** One line per pollutant. */
export const DischargeLines = () => {
  const say = useSay();
  return (
    <Form.List name="lines">
      {(fields, { add, remove }) => (
        <div className="lines">
          {fields.map(({ key, name }) => (
            <DischargeLine key={key} index={name} remove={() => remove(name)} />
          ))}
          <div>
            <Button onClick={() => add(FRESH_LINE)}>{say('word.add')}</Button>
          </div>
        </div>
      )}
    </Form.List>
  );
};
