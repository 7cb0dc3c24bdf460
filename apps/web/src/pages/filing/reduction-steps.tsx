import { Button, Checkbox, Form, Select } from 'antd';
import { useSay } from '../../messages/language.js';
import { EvidenceLines } from '../../parts/evidence-lines.js';
import { filingDue, permitFault } from '../../parts/checks.js';
import { AmountField, Field, TextField, UsccField } from '../../parts/fields.js';
import { useFilingMonths } from './filing-months.js';
import { today } from '../../parts/times.js';
import { POLLUTANTS } from '../../parts/pollutants.js';
import { useCode } from '../../parts/words.js';
import { useOwnPlaces } from '../../parts/own-places.js';

const MEASURES = [
  'UNIT_CLOSURE',
  'TECHNICAL_PROGRESS',
  'DEEP_TREATMENT',
  'INFRASTRUCTURE',
  'TOWN_SEWAGE',
].concat([
  'RECLAIMED_WATER',
  'LIVESTOCK',
  'RURAL_SEWAGE',
  'AQUACULTURE',
  'GREEN_ISLAND',
  'ECO_ISLAND',
  'ECO_BUFFER',
]);
const FUNDING = ['NATIONAL', 'PROVINCIAL', 'MUNICIPAL', 'COUNTY', 'OWN'];
const MRV = ['monitorable', 'reportable', 'countable', 'verifiable'] as const;

/** 排污许可证编号, which begins with the enterprise's own code. */
const PermitField = () => {
  const say = useSay();
  const uscc = Form.useWatch<string | undefined>(['unit', 'uscc']);
  const check = (text: string) => permitFault(text, uscc);
  return <TextField name="permitNo" label={say('reduction.permitNo')} check={check} />;
};

/** 许可变更日期, with the day the month for filing ends on (第四条). */
const PermitChange = () => {
  const say = useSay();
  const changed = Form.useWatch<string | undefined>('permitChangedOn') ?? '';
  const due = filingDue(changed, useFilingMonths(), today());
  return (
    <div>
      <TextField name="permitChangedOn" label={say('reduction.permitChangedOn')} type="date" />
      {due !== undefined && (
        <p className={due.key === 'form.overdue' ? 'field-note soon' : 'field-note soft'} role="status">
          {say(due.key, due.params)}
        </p>
      )}
    </div>
  );
};

export const UnitStep = () => {
  const say = useSay();
  const code = useCode();
  const places = useOwnPlaces();
  const options = (group: string, codes: readonly string[]) =>
    codes.map((value) => ({ value, label: code(group, value) }));
  return (
    <div className="fields">
      <TextField name={['unit', 'name']} label={say('reduction.unit')} />
      <UsccField name={['unit', 'uscc']} label={say('reduction.uscc')} />
      <PermitField />
      <TextField name="facility" label={say('reduction.facility')} />
      <Field name="place" label={say('word.place')}>
        <Select options={[...places]} />
      </Field>
      <Field name="measure" label={say('reduction.measure')}>
        <Select options={options('measure', MEASURES)} />
      </Field>
      <Field name="fundingSource" label={say('reduction.funding')}>
        <Select options={options('funding', FUNDING)} />
      </Field>
      <TextField name="formedOn" label={say('reduction.formedOn')} type="date" />
      <PermitChange />
      <TextField name={['guide', 'id']} label={say('reduction.guide')} />
      <TextField name={['guide', 'version']} label={say('reduction.guideVersion')} />
    </div>
  );
};

const VerifiedLine = ({ index, remove }: { readonly index: number; readonly remove: () => void }) => {
  const say = useSay();
  return (
    <div className="line">
      <Field name={[index, 'pollutant']} label={say('word.pollutant')}>
        <Select options={POLLUTANTS.map((value) => ({ value, label: value }))} />
      </Field>
      <AmountField name={[index, 'verified']} label={say('reduction.verified')} />
      <AmountField name={[index, 'permittedLimit']} label={say('reduction.permittedLimit')} optional />
      <Button type="text" onClick={remove}>
        {say('word.remove')}
      </Button>
    </div>
  );
};

export const LinesStep = () => {
  const say = useSay();
  return (
    <Form.List name="lines">
      {(fields, { add, remove }) => (
        <div className="lines">
          {fields.map(({ key, name }) => (
            <VerifiedLine key={key} index={name} remove={() => remove(name)} />
          ))}
          <div>
            <Button onClick={() => add({})}>{say('word.add')}</Button>
          </div>
        </div>
      )}
    </Form.List>
  );
};

export const EvidenceStep = () => {
  const say = useSay();
  return (
    <>
      <div className="filters" role="group" aria-label={say('reduction.mrv')}>
        {MRV.map((name) => (
          <Form.Item key={name} name={['mrv', name]} valuePropName="checked" noStyle>
            <Checkbox>{say(`reduction.${name}`)}</Checkbox>
          </Form.Item>
        ))}
      </div>
      <EvidenceLines />
    </>
  );
};
