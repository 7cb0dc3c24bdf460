import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { readFile, write } from '../../api/client.js';
import type { BodyOf } from '../../api/routes.js';
import type { CheckpointView } from '../../api/views.js';
import { useLanguage, useSay } from '../../messages/language.js';
import { Facts, Panel } from '../../parts/page.js';
import { ProblemNotice } from '../../parts/problem-notice.js';
import { saveFile } from '../../parts/save-file.js';
import { instant, today } from '../../parts/times.js';
import { usePlaces } from '../../parts/words.js';
import { useMay } from '../../session/me.js';
import { useOwns } from '../../session/owns.js';

const PACKS = '/api/v1/audit/packs';
const PACK = '/api/v1/audit/packs/{id}';
const LOOK_MS = 700;
type Order = BodyOf<typeof PACKS>;

/** The newest checkpoint, and who else remembers it. */
const Checkpoint = ({ checkpoint }: { readonly checkpoint: CheckpointView }) => {
  const say = useSay();
  const { origin, size, root, issuedAt, witnesses, quorum } = checkpoint;
  const signed =
    witnesses.length === 0
      ? say('checkpoint.alone')
      : witnesses.map(({ name, seenAt }) => `${name} ${instant(seenAt)}`).join('；');
  return (
    <Facts
      rows={[
        [say('checkpoint.size'), size],
        [say('checkpoint.issuedAt'), instant(issuedAt)],
        [say('checkpoint.origin'), origin],
        [say('checkpoint.root'), <code key="root">{root}</code>],
        [say('checkpoint.witnesses'), signed],
        [
          say('checkpoint.quorum'),
          say(quorum.met ? 'checkpoint.met' : 'checkpoint.short', {
            needed: quorum.needed,
            signed: quorum.signed,
          }),
        ],
      ]}
    />
  );
};

/** Orders a pack, waits for it, and hands it to the browser. */
const usePack = () => {
  const { language } = useLanguage();
  return useMutation({
    mutationFn: async (body: Order) => {
      const { id } = await write<{ readonly id: string }, typeof PACKS>(PACKS, { body }, language);
      for (;;) {
        const file = await readFile(PACK, { path: { id } }, { language });
        if (file !== undefined) {
          saveFile(file, `audit-pack-${id}.zip`);
          return { id, bytes: file.size };
        }
        await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      }
    },
  });
};

const PlaceFields = () => {
  const say = useSay();
  const owns = useOwns();
  const places = usePlaces().filter(({ code }) => owns(code));
  const needed = [{ required: true, message: say('word.required') }];
  return (
    <div className="line">
      <Form.Item name="place" label={say('word.place')} rules={needed}>
        <Select options={places.map(({ code, name }) => ({ value: code, label: name }))} />
      </Form.Item>
      <Form.Item name="from" label={say('pack.from')} rules={needed}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label={say('pack.to')} rules={needed}>
        <Input type="date" />
      </Form.Item>
    </div>
  );
};

/** 审计包: the ledger to take home, with everything needed to verify it without us. */
const Pack = () => {
  const say = useSay();
  const [scope, setScope] = useState<Order['scope']>('LEDGER');
  const pack = usePack();
  const days = { from: `${today().slice(0, 4)}-01-01`, to: today() };
  return (
    <Form<Order>
      layout="vertical"
      initialValues={{ scope, ...days }}
      onFinish={(values) => pack.mutate(values)}
    >
      <p className="soft">{say('pack.about')}</p>
      <Form.Item name="scope" label={say('pack.scope')}>
        <Radio.Group
          onChange={({ target }) => setScope(target.value as Order['scope'])}
          options={(['LEDGER', 'PLACE'] as const).map((value) => ({ value, label: say(`pack.${value}`) }))}
        />
      </Form.Item>
      {scope === 'PLACE' && <PlaceFields />}
      <Button htmlType="submit" type="primary" loading={pack.isPending}>
        {say('pack.download')}
      </Button>
      {pack.isPending && <p role="status">{say('pack.building')}</p>}
      {pack.data && (
        <p role="status">
          {say('pack.done', { id: pack.data.id, kilobytes: Math.ceil(pack.data.bytes / 1024) })}
        </p>
      )}
      {pack.error && <ProblemNotice error={pack.error} />}
    </Form>
  );
};

/** What proves the log to others: the newest checkpoint with its witnesses, and the pack. */
export const Evidence = ({ checkpoint }: { readonly checkpoint: CheckpointView }) => {
  const say = useSay();
  const may = useMay();
  return (
    <div className="columns">
      <Panel title={say('checkpoint.title')}>
        <Checkpoint checkpoint={checkpoint} />
      </Panel>
      {may('audit-pack:make') && (
        <Panel title={say('pack.title')}>
          <Pack />
        </Panel>
      )}
    </div>
  );
};
