import { optionalFile, webAddress } from './readings.js';

/** The settings of papers that leave the house. */
export const PAPER_VARIABLES = {
  SEAL_URL: {
    fallback: '—',
    zh: '电子印章服务地址，凭证与入库通知书送该地址加盖印章；不设则不加盖',
    en: 'where vouchers and deposit notices are sent to be sealed; unset leaves them unsealed',
    read: webAddress,
  },
  SEAL_TOKEN_FILE: {
    fallback: '—',
    zh: '访问电子印章服务的令牌文件',
    en: 'file of the token that the seal service asks for',
    read: optionalFile,
  },
} as const;
