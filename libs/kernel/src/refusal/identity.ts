import { entry } from './entry.js';

/** Refusals of accounts, sign-in and delegation. */
export const IDENTITY_REFUSALS = {
  SECOND_FACTOR_REQUIRED: entry(
    401,
    '接口',
    ['须输入动态口令', '请在 code 中给出验证器上的六位动态口令。'],
    ['Second factor required', 'Give the six digits of your authenticator in code.'],
  ),
  SETUP_REQUIRED: entry(
    403,
    '接口',
    ['须先完成登录设置', '请先完成：{steps}。'],
    ['Finish your sign-in first', 'Still to do: {steps}.'],
  ),
  SIGN_IN_ELSEWHERE_REFUSED: entry(
    401,
    '接口',
    ['统一身份认证未通过', '请重新登录；仍不成功时请联系系统管理员。'],
    [
      'The identity provider’s answer is not accepted',
      'Sign in again; if it fails, ask the system administrator.',
    ],
  ),
  TWO_ADMINISTRATORS: entry(
    403,
    'GB/T 22239 三员分立',
    ['须由另一位管理员办理', '申请与确认须为两位不同的管理员，且不得办理本人账户。'],
    ['Another administrator has to do this', 'Two administrators act, neither of them on their own account.'],
  ),
  ACCOUNT_EXISTS: entry(
    409,
    '接口',
    ['用户名已被使用', '{username} 已有账户或已在申请中。'],
    ['User name taken', '{username} has an account or is being requested.'],
  ),
  ACCOUNT_CHANGE_OPEN: entry(
    409,
    '接口',
    ['已有待确认的变更', '该账户有一项变更尚待确认。'],
    ['A change is open', 'A change of this account still waits for its confirmation.'],
  ),
  SECOND_FACTOR_SET: entry(
    409,
    '接口',
    ['动态口令已设置', '更换须由安全管理员先行重置。'],
    ['Second factor already set', 'The security administrator has to reset it first.'],
  ),
  DELEGATION_NOT_IN_FORCE: entry(
    403,
    '代理',
    ['代理不在有效期内', '您当前不得代 {account} 办理。'],
    ['No delegation in force', 'You may not act for {account} now.'],
  ),
  DELEGATION_PARTIES: entry(
    409,
    '代理',
    ['代理双方不合规', '代理人须为另一业务账户，不得转代理，管理员不得代理或被代理。'],
    [
      'Delegation not possible',
      'The delegate is another business account; no passing on; no administrators.',
    ],
  ),
  DELEGATION_TERM: entry(
    409,
    '代理',
    ['代理期限不合规', '须自 {today} 或以后起，至多 {days} 天。'],
    ['Delegation term not possible', 'From {today} or later, for at most {days} days.'],
  ),
} as const;
