import type { Variable } from './reading.js';
import { optionalFile, optionalText, secondFactorRoles, signatures, webAddress, whole } from './readings.js';

/** Who may come in, and what is kept of it. */
export const IDENTITY_VARIABLES = {
  AUTH_KEY_FILE: {
    fallback: '—',
    zh: '加密动态口令密钥与个人信息的主密钥文件（32 字节的 base64）；示例以外必设，示例中不设则生成于 DATA_DIR/auth-key',
    en: 'file of the key for second factors and personal data (32 bytes in base64); the demo makes one when unset',
    read: optionalFile,
  },
  AUTH_SECOND_FACTOR_ROLES: {
    fallback: '—',
    zh: '须用动态口令登录的岗位，以空格或逗号分隔；none 为均不须；不设时为三员，示例中为均不须',
    en: 'roles that need a second factor, or none; unset: the administrators, in the demo no role',
    read: secondFactorRoles,
  },
  AUTH_RENEWAL_DAYS: {
    fallback: '365',
    zh: '人员每隔多少天须重新确认',
    en: 'days after which an account has to be confirmed again',
    read: whole(365, 1, 3650),
  },
  AUTH_RENEWAL_GRACE_DAYS: {
    fallback: '30',
    zh: '逾期未重新确认多少天后停用',
    en: 'days after which an account that was not confirmed again is suspended',
    read: whole(30, 0, 365),
  },
  AUTH_OIDC_ISSUER: {
    fallback: '—',
    zh: '统一身份认证（OpenID Connect）的签发者地址；不设则不启用',
    en: 'issuer of the OpenID provider to sign in with; unset turns it off',
    read: webAddress,
  },
  AUTH_OIDC_CLIENT_ID: {
    fallback: '—',
    zh: '在该签发者处登记的客户端标识；启用时必设',
    en: 'client id registered there; required with an issuer',
    read: optionalText,
  },
  AUTH_OIDC_CLIENT_SECRET_FILE: {
    fallback: '—',
    zh: '客户端密钥文件；启用时必设',
    en: 'file of the client secret; required with an issuer',
    read: optionalFile,
  },
  AUTH_OIDC_REDIRECT_URI: {
    fallback: '—',
    zh: '登记的回调地址；启用时必设',
    en: 'registered redirect address; required with an issuer',
    read: webAddress,
  },
  AUTH_OIDC_CLAIM: {
    fallback: 'preferred_username',
    zh: '与本系统用户名对应的声明；不自动建账户',
    en: 'claim that holds the user name here; no account is made by itself',
    read: (text) => ({ value: text ?? 'preferred_username' }),
  },
  AUTH_OIDC_ALGORITHMS: {
    fallback: 'RS256 PS256 ES256 EdDSA',
    zh: '接受的 ID 令牌签名算法',
    en: 'signature algorithms of ID tokens that are taken',
    read: signatures,
  },
  ACCESS_LOG_MONTHS: {
    fallback: '36',
    zh: '访问日志在库内保留的月数，此前的月份须先归档方可移出',
    en: 'months the access log stays in the database; older ones leave it only after they were archived',
    read: whole(36, 6, 1200),
  },
} as const satisfies Record<string, Variable>;
