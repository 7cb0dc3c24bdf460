import { Button, Form, Input } from 'antd';
import { useSay } from '../messages/language.js';
import { Field, TextField, type Name } from './fields.js';
import { FileDigest } from './file-digest.js';

/** One file by name and digest, as a member of the form around it. */
export const EvidenceFile = ({ name }: { readonly name: Name }) => {
  const say = useSay();
  const form = Form.useFormInstance<Record<string, unknown>>();
  const path = typeof name === 'string' ? [name] : [...name];
  return (
    <div className="line">
      <TextField name={[...path, 'name']} label={say('reduction.evidenceName')} />
      <TextField name={[...path, 'sha256']} label="SHA-256" />
      <FileDigest chosen={(evidence) => form.setFieldValue(path, evidence)} />
    </div>
  );
};

interface EvidenceLineProps {
  readonly index: number;
  readonly remove: () => void;
}

const EvidenceLine = ({ index, remove }: EvidenceLineProps) => {
  const say = useSay();
  const form = Form.useFormInstance<Record<string, unknown>>();
  return (
    <div className="line">
      <TextField name={[index, 'name']} label={say('reduction.evidenceName')} />
      <Field name={[index, 'sha256']} label="SHA-256">
        <Input />
      </Field>
      <FileDigest chosen={(evidence) => form.setFieldValue(['evidence', index], evidence)} />
      <Button type="text" onClick={remove}>
        {say('word.remove')}
      </Button>
    </div>
  );
};

/** Evidence by name and digest, under `evidence` of the form around it. */
export const EvidenceLines = () => {
  const say = useSay();
  return (
    <Form.List name="evidence">
      {(fields, { add, remove }) => (
        <div className="lines">
          {fields.map(({ key, name }) => (
            <EvidenceLine key={key} index={name} remove={() => remove(name)} />
          ))}
          <div>
            <Button onClick={() => add({})}>{say('word.add')}</Button>
          </div>
        </div>
      )}
    </Form.List>
  );
};
