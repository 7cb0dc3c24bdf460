import { Button, Form } from 'antd';
import { resolved, type Shape } from '../../api/bodies.js';
import { useSay } from '../../messages/language.js';
import { EvidenceFile, EvidenceLines } from '../evidence-lines.js';
import { AmountField, pathOf } from '../fields.js';
import { groupOf } from '../members.js';
import { useCode } from '../words.js';
import {
  Chosen,
  FlagBox,
  lastOf,
  NamesBox,
  PlaceBox,
  TextBox,
  WholeBox,
  type BoxProps,
  type Choices,
  type Option,
} from './plain-boxes.js';

const AMOUNT = '^(0|[1-9][0-9]{0,11})(\\.[0-9]{1,9})?$';
const PLACES = ['place', 'sellerPlace'];

/** Lines of one shape, added and removed as needed. */
const Rows = ({ name, shape, choices }: BoxProps) => {
  const say = useSay();
  return (
    <Form.List name={pathOf(name)}>
      {(fields, { add, remove }) => (
        <div className="lines">
          {fields.map((field) => (
            <div className="line" key={field.key}>
              <Boxes at={[field.name]} shape={shape} choices={choices} />
              <Button type="text" onClick={() => remove(field.name)}>
                {say('word.remove')}
              </Button>
            </div>
          ))}
          <div>
            <Button onClick={() => add({})}>{say('word.add')}</Button>
          </div>
        </div>
      )}
    </Form.List>
  );
};

const useOptions = ({ name, shape, choices }: BoxProps): readonly Option[] | undefined => {
  const code = useCode();
  const last = lastOf(name);
  return choices[last] ?? shape.enum?.map((value) => ({ value, label: code(groupOf(last), value) }));
};

const ListBox = (props: BoxProps) => {
  const code = useCode();
  const { name, shape } = props;
  const item = resolved(shape.items ?? {});
  const options = useOptions({ ...props, shape: item });
  const title = code('field', lastOf(name));
  if (options !== undefined) return <Chosen {...props} options={options} many />;
  if (item.properties === undefined) return <NamesBox {...props} />;
  return (
    <section className="fields-whole" aria-label={title}>
      <div className="fields-title">{title}</div>
      {lastOf(name) === 'evidence' ? <EvidenceLines /> : <Rows {...props} shape={item} />}
    </section>
  );
};

const GroupBox = ({ name, shape, choices, optional }: BoxProps) => {
  const title = useCode()('field', lastOf(name));
  return (
    <section className="fields-whole" aria-label={title}>
      <div className="fields-title">{title}</div>
      {lastOf(name) === 'file' ? (
        <EvidenceFile name={name} />
      ) : (
        <div className="fields">
          <Boxes
            at={typeof name === 'string' ? [name] : name}
            shape={shape}
            choices={choices}
            optional={optional}
          />
        </div>
      )}
    </section>
  );
};

const PlainBox = (props: BoxProps) => {
  const code = useCode();
  const say = useSay();
  const { name, shape, optional } = props;
  const last = lastOf(name);
  if (shape.type === 'boolean') return <FlagBox {...props} />;
  if (shape.type === 'integer' || shape.type === 'number') return <WholeBox {...props} />;
  if (shape.pattern !== AMOUNT) return <TextBox {...props} />;
  const unit = last === 'amount' ? `（${say('word.unit')}）` : '';
  return <AmountField name={name} label={`${code('field', last)}${unit}`} optional={optional} />;
};

/** The box for one member, by what its shape says. */
const Box = (given: BoxProps) => {
  const props = { ...given, shape: resolved(given.shape) };
  const options = useOptions(props);
  if (props.shape.type === 'array') return <ListBox {...props} />;
  if (props.shape.properties !== undefined) return <GroupBox {...props} />;
  if (options !== undefined) return <Chosen {...props} options={options} />;
  return PLACES.includes(lastOf(props.name)) ? <PlaceBox {...props} /> : <PlainBox {...props} />;
};

interface BoxesProps {
  readonly at?: readonly (string | number)[];
  readonly shape: Shape;
  readonly choices: Choices;
  /** Only these, in this order. */
  readonly only?: readonly string[] | undefined;
  /** The whole group may be left out, so nothing in it is demanded by itself. */
  readonly optional?: boolean;
}

/** A box for every member of a shape, or for those named. */
export const Boxes = ({ at = [], shape, choices, only, optional = false }: BoxesProps) => {
  const members = shape.properties ?? {};
  return (only ?? Object.keys(members)).map((name) => (
    <Box
      key={name}
      name={[...at, name]}
      shape={members[name] ?? {}}
      optional={optional || shape.required?.includes(name) !== true}
      choices={choices}
    />
  ));
};
