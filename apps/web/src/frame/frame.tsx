import { Link, Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useRead } from '../api/hooks.js';
import type { InboxView } from '../api/views.js';
import { useLanguage, useWorded } from '../messages/language.js';
import { NoPermission, Waiting } from '../parts/states.js';
import { PrintFoot } from './print-foot.js';
import { To } from '../parts/to.js';
import { useCode } from '../parts/words.js';
import { KnowMe, useMay, useMayEver, useMe } from '../session/me.js';
import { useToken } from '../session/session.js';
import { GoTo } from './go-to.js';
import { MENU, permissionFor } from './gates.js';
import { Keys } from './keys.js';
import { LanguageSwitch } from './language-switch.js';
import { useLive } from './live.js';
import { SearchBox } from './search-box.js';
import { useSignOut } from './sign-out.js';
import { PastBand, TimeSwitch } from './time-switch.js';

const Bar = () => {
  const { say } = useLanguage();
  const code = useCode();
  const me = useMe();
  const signOut = useSignOut();
  const connected = useLive();
  const inbox = useRead<InboxView>('/api/v1/inbox', { query: { perPage: 1 } });
  return (
    <header className="frame-bar">
      <Link to="/inbox" className="frame-name">
        {say('app.title')}
      </Link>
      <span className="frame-place">{me.placeName}</span>
      <span className="frame-space" />
      {!connected && (
        <span className="soon" role="status">
          {say('app.notLive')}
        </span>
      )}
      <TimeSwitch />
      <SearchBox />
      <Link to="/inbox">{say('app.tasks', { count: inbox.data?.counts.total ?? '…' })}</Link>
      <To page="/account">
        {me.roles.map((role) => code('role', role)).join('、')} · {me.username}
      </To>
      <Keys />
      <LanguageSwitch />
      <Button size="small" onClick={signOut}>
        {say('app.signOut')}
      </Button>
    </header>
  );
};

const Nav = () => {
  const { say } = useLanguage();
  const worded = useWorded();
  const may = useMay();
  const open = MENU.map(({ group, gates }) => ({
    group,
    gates: gates.filter(({ permission }) => may(permission)),
  }));
  return (
    <nav className="frame-nav" aria-label={say('app.menu')}>
      {open
        .filter(({ gates }) => gates.length > 0)
        .map(({ group, gates }) => (
          <section key={group} aria-label={say(`menu.${group}`)}>
            <div className="frame-group">{say(`menu.${group}`)}</div>
            <ul>
              {gates.map(({ to, name }) => (
                <li key={to}>
                  <Link to={to} activeOptions={{ includeSearch: false }}>
                    {worded(name)}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </nav>
  );
};

const Main = () => {
  const { pathname } = useLocation();
  const may = useMayEver();
  const needed = permissionFor(pathname);
  return (
    <main className="frame-main" id="content">
      <PastBand />
      {needed === undefined || may(needed) ? <Outlet /> : <NoPermission />}
      <PrintFoot />
    </main>
  );
};

/** Off to sign in, and back here afterwards: to where this was when the session ended. */
const ToTheDoor = () => {
  const router = useRouter();
  const [here] = useState(() => encodeURIComponent(window.location.pathname + window.location.search));
  return <GoTo address={`${router.basepath}/sign-in?next=${here}`} />;
};

const SetupPage = lazy(async () => ({ default: (await import('../pages/account/setup.js')).SetupPage }));

/** Everything an officer may do, or first what has to be set up. */
const Inside = () => {
  const { say } = useLanguage();
  const { setup } = useMe();
  if (setup.length > 0)
    return (
      <Suspense fallback={<Waiting />}>
        <SetupPage />
      </Suspense>
    );
  return (
    <>
      <a className="skip" href="#content">
        {say('app.skip')}
      </a>
      <div className="frame">
        <Bar />
        <Nav />
        <Main />
      </div>
    </>
  );
};

/** The frame around every page of somebody who is signed in. */
export const Frame = () => {
  if (useToken() === undefined) return <ToTheDoor />;
  return (
    <KnowMe>
      <Inside />
    </KnowMe>
  );
};
