import { useCode } from '../../parts/words.js';
import { Facts, Page, Panel } from '../../parts/page.js';
import { useMe } from '../../session/me.js';
import { MyPerson } from './my-person.js';
import { MySessions } from './my-sessions.js';
import { PasswordForm } from './password-form.js';
import { SecondFactor } from './second-factor.js';
import { useWords } from './words.js';

/** 我的账户. */
export const MyAccountPage = () => {
  const words = useWords();
  const code = useCode();
  const me = useMe();
  return (
    <Page title={words('title')} about={words('about')}>
      <Panel title={words('facts')}>
        <Facts
          rows={[
            [code('field', 'username'), me.username],
            [code('field', 'id'), me.id],
            [code('field', 'roles'), me.roles.map((role) => code('role', role)).join('、')],
            [code('field', 'place'), me.placeName],
          ]}
        />
      </Panel>
      <Panel title={words('person')}>
        <MyPerson />
      </Panel>
      <Panel title={words('sessions')}>
        <MySessions />
      </Panel>
      <div className="columns">
        <Panel title={words('password')}>
          <PasswordForm />
        </Panel>
        <Panel title={words('factor')}>
          <SecondFactor done={() => undefined} />
        </Panel>
      </div>
    </Page>
  );
};
