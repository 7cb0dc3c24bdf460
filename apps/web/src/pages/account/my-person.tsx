import { Button } from 'antd';
import { useState } from 'react';
import { useRead } from '../../api/hooks.js';
import type { OwnPersonView } from '../../api/views.js';
import { Facts } from '../../parts/page.js';
import { Waiting } from '../../parts/states.js';
import { useWords } from './words.js';

/** 本人信息: what is kept about whoever holds this account, masked until asked for, and who else sees what of it. */
export const MyPerson = () => {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const read = useRead<OwnPersonView>('/api/v1/auth/personal-data');
  if (read.data === undefined) return <Waiting error={read.error} retry={() => void read.refetch()} />;
  const { kept, shown } = read.data;
  const person = open ? kept : shown;
  return (
    <>
      <Facts
        rows={[
          [words('name'), person?.name ?? words('notKept')],
          [words('phone'), person?.phone ?? words('notKept')],
        ]}
      />
      {kept !== null && (
        <div className="decisions">
          <Button size="small" aria-pressed={open} onClick={() => setOpen(!open)}>
            {words(open ? 'mask' : 'unmask')}
          </Button>
        </div>
      )}
      <ul className="notice-list soft">
        {(['keptPerson', 'keptSessions', 'keptLog', 'keptEvents', 'keptHere'] as const).map((what) => (
          <li key={what}>{words(what)}</li>
        ))}
      </ul>
    </>
  );
};
