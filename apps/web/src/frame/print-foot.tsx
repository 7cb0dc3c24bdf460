import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useMoment } from '../api/moment.js';
import { useSay } from '../messages/language.js';
import { instant } from '../parts/times.js';
import { useMe } from '../session/me.js';
import { momentWords } from './time-switch.js';

/** At the foot of a printed page: who printed it, when, and what moment it shows; only paper has it. */
export const PrintFoot = () => {
  const say = useSay();
  const { username } = useMe();
  const moment = useMoment();
  const [at, setAt] = useState('');
  useEffect(() => {
    const printed = (): void => flushSync(() => setAt(instant(new Date().toISOString())));
    window.addEventListener('beforeprint', printed);
    return () => window.removeEventListener('beforeprint', printed);
  }, []);
  return (
    <footer className="on-paper print-foot">
      {say('print.foot', { who: username, at })} {momentWords(moment, say)} · {window.location.host}
      {window.location.pathname}
    </footer>
  );
};
