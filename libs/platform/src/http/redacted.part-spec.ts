import { explodes } from '../../../../test/support/work.js';
import { redacted } from './redacted.js';

describe('a text for the log', () => {
  it.each([
    ['authorization: Bearer geheim-geheim_1.2', 'authorization: Bearer ***'],
    ['{"authorization":"Bearer geheim"}', '{"authorization":***}'],
    ['sent Basic Z2VoZWlt= along', 'sent Basic *** along'],
    ["headers { cookie: 'sid=geheim; other=geheim' }", 'headers { cookie: ***'],
    ['Set-Cookie: sid=geheim; Path=/\nnext line', 'Set-Cookie: ***\nnext line'],
    ['{"username":"a","password":"ge heim"}', '{"username":"a","password":***}'],
    ['{"password":"ge\\"heim","x":1}', '{"password":***,"x":1}'],
    ["{ password: 'geheim', place: '320583' }", "{ password: ***, place: '320583' }"],
    ['DEMO_PASSWORD=geheim PORT=3000', 'DEMO_PASSWORD=*** PORT=3000'],
    ['GET /callback?code=1&access_token=geheim&state=2', 'GET /callback?code=1&access_token=***&state=2'],
    ['{"accessToken":"geheim","refresh_token":"geheim"}', '{"accessToken":***,"refresh_token":***}'],
    ['cannot reach postgresql://pool:geheim@db:5432/pool', 'cannot reach postgresql://pool:***@db:5432/pool'],
    ['hash $argon2id$v=19$m=19456,t=2,p=1$geheim$geheim', 'hash ***'],
  ])('%s', (text, expected) => expect(redacted(text)).toBe(expected));

  it('leaves alone what is nobody’s secret', () => {
    const text = 'POST /api/v1/deposits: the token of a signed-in request, password rules, http://db:5432/x';
    expect(redacted(text)).toBe(text);
  });

  it('cannot forge an entry or move the cursor', () =>
    expect(redacted('a\r\u001b[2Jb\u0000\u0085c\n\td')).toBe('a��[2Jb��c\n\td'));

  it.each(['password', 'password:', '"', 'a://', ':', 'cookie', '$argon2', 'bearer ', '\\"', 'token="'])(
    'takes a time that grows with the length only: %s',
    async (unit) =>
      expect(await explodes(12_000, (length) => redacted(unit.repeat(length / unit.length)))).toBe(false),
  );
});
