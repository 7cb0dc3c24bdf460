import { useRouter } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useSay } from '../messages/language.js';
import { moveRow, useKeys, useShortcut, useShortcuts } from '../parts/shortcuts.js';

const List = () => {
  const say = useSay();
  const shortcuts = useShortcuts();
  return (
    <dl className="keys">
      {shortcuts.map(({ key, words }) => (
        <div key={`${key} ${words}`} className="fact">
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
      <div className="fact">
        <dt>
          <kbd>Enter</kbd>
        </dt>
        <dd>{say('keys.open')}</dd>
      </div>
    </dl>
  );
};

/** The keys of the console, and a way to learn them. */
export const Keys = () => {
  const say = useSay();
  const router = useRouter();
  const [open, setOpen] = useState(false);
  useKeys();
  useShortcut('?', say('keys.help'), () => setOpen((before) => !before));
  useShortcut('j', say('keys.down'), () => moveRow(1));
  useShortcut('k', say('keys.up'), () => moveRow(-1));
  useShortcut('i', say('keys.inbox'), () => void router.navigate({ to: '/inbox' }));
  return (
    <>
      <Button
        size="small"
        type="text"
        className="frame-keys"
        aria-keyshortcuts="?"
        onClick={() => setOpen(true)}
      >
        {say('keys.title')} <kbd>?</kbd>
      </Button>
      <Modal open={open} title={say('keys.title')} footer={null} onCancel={() => setOpen(false)} width={420}>
        <List />
      </Modal>
    </>
  );
};
