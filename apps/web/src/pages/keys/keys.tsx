import { Fragment } from 'react';
import { useRead } from '../../api/hooks.js';
import type { CheckpointView, KeysView, LogsView } from '../../api/views.js';
import { speaking } from '../../messages/language.js';
import { Acts } from '../../parts/act/acts.js';
import { Facts, Page, Panel } from '../../parts/page.js';
import { SheetPanel } from '../../parts/sheet-panel.js';
import { Waiting } from '../../parts/states.js';
import { instant } from '../../parts/times.js';

const useWords = speaking({
  title: { zh: '签名密钥', en: 'Signing keys' },
  about: {
    zh: '台账检查点用什么密钥签、谁见证；换钥是台账里的一个事件。',
    en: 'Which keys sign the checkpoints and who witnesses them; a rotation is an event of the ledger.',
  },
  checkpoint: { zh: '最新检查点', en: 'Latest checkpoint' },
  origin: { zh: '台账名称', en: 'Log' },
  size: { zh: '事件数', en: 'Events' },
  root: { zh: '根', en: 'Root' },
  issuedAt: { zh: '签发时间', en: 'Issued' },
  quorum: { zh: '见证', en: 'Witnesses' },
  quorumOf: { zh: '{signed} 家已见证，需要 {needed} 家', en: '{signed} have co-signed, {needed} needed' },
  keys: { zh: '密钥', en: 'Keys' },
  from: { zh: '自事件', en: 'From event' },
  decision: { zh: '决定文号', en: 'Decision' },
  witnesses: { zh: '见证方', en: 'Witnesses' },
  noWitnesses: { zh: '没有配置见证方', en: 'No witnesses are configured' },
  name: { zh: '名称', en: 'Name' },
  rotate: { zh: '更换密钥', en: 'Rotate the keys' },
});

const Checkpoint = () => {
  const words = useWords();
  const read = useRead<CheckpointView>('/api/v1/audit/checkpoint');
  if (read.data === undefined) return <Waiting error={read.error} />;
  const { origin, size, root, issuedAt, quorum } = read.data;
  return (
    <Facts
      rows={[
        [words('origin'), origin],
        [words('size'), size],
        [words('root'), <code key="root">{root}</code>],
        [words('issuedAt'), instant(issuedAt)],
        [words('quorum'), words('quorumOf', { signed: quorum.signed, needed: quorum.needed })],
      ]}
    />
  );
};

type Props = { readonly keys: KeysView };

const Keys = ({ keys }: Props) => {
  const words = useWords();
  return (
    <SheetPanel
      title={words('keys')}
      note={`${keys.origin} ${keys.suite}`}
      rows={keys.keys}
      rowKey={({ fromSize }) => String(fromSize)}
      columns={[
        { key: 'key', title: words('keys'), cell: ({ key }) => <code>{key}</code> },
        { key: 'from', title: words('from'), figure: true, cell: ({ fromSize }) => fromSize },
        { key: 'decision', title: words('decision'), cell: ({ decisionNo }) => decisionNo ?? '—' },
      ]}
    />
  );
};

const Witnesses = ({ keys }: Props) => {
  const words = useWords();
  return (
    <SheetPanel
      title={words('witnesses')}
      rows={keys.witnesses}
      rowKey={({ key }) => key}
      empty={words('noWitnesses')}
      columns={[
        { key: 'name', title: words('name'), cell: ({ name }) => name },
        { key: 'key', title: words('keys'), cell: ({ key }) => <code>{key}</code> },
      ]}
    />
  );
};

/** 签名密钥: those that signed, those that witness, and rotating them. */
export const KeysPage = () => {
  const words = useWords();
  const keys = useRead<LogsView>('/api/v1/audit/keys');
  const rotate = { title: words('rotate'), route: '/api/v1/audit/keys/rotation' } as const;
  return (
    <Page title={words('title')} about={words('about')}>
      <Acts acts={[{ ...rotate, permission: 'signing-key:rotate', untried: true }]} />
      <Panel title={words('checkpoint')}>
        <Checkpoint />
      </Panel>
      {keys.data === undefined ? (
        <Waiting error={keys.error} retry={() => void keys.refetch()} />
      ) : (
        keys.data.logs.map((log) => (
          <Fragment key={log.origin}>
            <Keys keys={log} />
            <Witnesses keys={log} />
          </Fragment>
        ))
      )}
    </Page>
  );
};
