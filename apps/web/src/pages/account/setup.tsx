import { Button } from 'antd';
import { LanguageSwitch } from '../../frame/language-switch.js';
import { useSignOut } from '../../frame/sign-out.js';
import { useSay } from '../../messages/language.js';
import { useMe } from '../../session/me.js';
import { PasswordForm } from './password-form.js';
import { SecondFactor } from './second-factor.js';
import { useWords } from './words.js';

/** What has to be done before anything else: a new password, a second factor. Nothing else is open until then. */
export const SetupPage = () => {
  const words = useWords();
  const say = useSay();
  const signOut = useSignOut();
  const { setup, username } = useMe();
  const [step] = setup;
  return (
    <main className="door">
      <div className="door-card door-card-one">
        <header className="door-head">
          <div>
            <h1 className="page-title">{words('setup')}</h1>
            <p className="page-about">
              {username} · {words('setupAbout')}
            </p>
          </div>
          <LanguageSwitch />
        </header>
        <section>
          <h2 className="panel-title">
            {words(step === 'PASSWORD' ? 'password' : 'factor')}
            <span className="panel-note">{words('step', { count: setup.length })}</span>
          </h2>
          {step === 'PASSWORD' ? <PasswordForm /> : <SecondFactor done={() => undefined} />}
        </section>
        <div>
          <Button onClick={signOut}>{say('app.signOut')}</Button>
        </div>
      </div>
    </main>
  );
};
