import { Form, Input, Select } from 'antd';
import { useSay } from '../../messages/language.js';
import { Field, TextField, UsccField } from '../../parts/fields.js';
import { Panel } from '../../parts/page.js';
import { useOwnPlaces } from '../../parts/own-places.js';
import { useCode } from '../../parts/words.js';
import { DischargeLines } from './discharge-lines.js';

/** The application as the form holds it: any box may still be empty. */
export interface ApplicationForm {
  readonly project?: {
    readonly code?: string;
    readonly name?: string;
    readonly uscc?: string;
    readonly place?: string;
    readonly industry?: string;
    readonly type?: string;
    readonly priorityClass?: string;
    readonly sei?: { readonly determinationNo?: string };
  };
  readonly lines?: readonly (
    | {
        readonly pollutant?: string;
        readonly postDischarge?: string;
        readonly components?: { readonly organised?: string; readonly fugitive?: string };
        readonly baseline?: { readonly basis?: string; readonly amount?: string; readonly recordNo?: string };
      }
    | undefined
  )[];
  readonly priorityReason?: string;
}

const TYPES = ['NEW', 'EXPANSION', 'RENOVATION', 'TECH_UPGRADE'];
const PRIORITIES = ['LIVELIHOOD', 'SCIENCE_DEMO', 'SEI', 'LOCAL_MAJOR', 'ORDINARY'];

const useOptions = (group: string, codes: readonly string[]) => {
  const code = useCode();
  return codes.map((value) => ({ value, label: code(group, value) }));
};

/** What an application states, in two panels. */
export const ApplicationFields = () => {
  const say = useSay();
  const places = useOwnPlaces();
  const types = useOptions('projectType', TYPES);
  const priorities = useOptions('priority', PRIORITIES);
  return (
    <>
      <Panel title={say('withdrawals.project')}>
        <div className="fields">
          <TextField name={['project', 'name']} label={say('withdrawals.projectName')} />
          <TextField
            name={['project', 'code']}
            label={say('withdrawals.projectCode')}
            hint="2603-320583-89-01-000001"
          />
          <UsccField name={['project', 'uscc']} label={say('reduction.uscc')} />
          <TextField name={['project', 'industry']} label={say('withdrawals.industry')} hint="C2929" />
          <Field name={['project', 'place']} label={say('word.place')}>
            <Select options={[...places]} />
          </Field>
          <Field name={['project', 'type']} label={say('withdrawals.type')}>
            <Select options={types} />
          </Field>
          <Field name={['project', 'priorityClass']} label={say('withdrawals.priority')}>
            <Select options={priorities} />
          </Field>
          <Form.Item name={['project', 'sei', 'determinationNo']} label={say('withdrawals.sei')}>
            <Input />
          </Form.Item>
        </div>
      </Panel>
      <Panel title={say('withdrawals.lines')} note={say('word.unitNote')}>
        <DischargeLines />
        <Form.Item name="priorityReason" label={say('withdrawals.priorityReason')}>
          <Input.TextArea rows={2} />
        </Form.Item>
      </Panel>
    </>
  );
};
