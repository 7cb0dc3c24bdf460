import type { Variable } from './reading.js';
import { choice, kurrentUrl, optionalFile, optionalText } from './readings.js';

const STORE_KINDS = ['postgres', 'kurrentdb'] as const;
export type StoreKind = (typeof STORE_KINDS)[number];

/** Where the log is kept. */
export const STORE_VARIABLES = {
  EVENT_STORE: {
    fallback: 'postgres',
    zh: '事件存储：postgres、kurrentdb',
    en: 'event store: postgres or kurrentdb',
    read: choice('postgres', STORE_KINDS),
  },
  KURRENTDB_URL: {
    fallback: '—',
    secret: true,
    zh: 'KurrentDB 连接串（26.1 或更高版本），用 kurrentdb 时必设；除非写明 tls=false 均用 TLS',
    en: 'KurrentDB connection string (server 26.1 or later), required with kurrentdb; TLS unless it says tls=false',
    read: kurrentUrl,
  },
  KURRENTDB_CA_FILE: {
    fallback: '—',
    zh: '签发 KurrentDB 服务器证书的机构证书文件；不设则用系统所信任者',
    en: 'certificate of the authority of the KurrentDB server; unset means those the system trusts',
    read: optionalFile,
  },
  KURRENTDB_USER: {
    fallback: '—',
    zh: 'KurrentDB 用户名，须与口令文件同设；不设则用连接串中的',
    en: 'KurrentDB user, together with a password file; unset means the one in the connection string',
    read: optionalText,
  },
  KURRENTDB_PASSWORD_FILE: {
    fallback: '—',
    zh: '该用户的口令文件',
    en: 'file of the password of that user',
    read: optionalFile,
  },
} as const satisfies Record<string, Variable>;
