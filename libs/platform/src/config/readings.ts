import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { ROLES, type Role } from '#kernel';
import { broken, type Reading } from './reading.js';

export const whole =
  (fallback: number, min: number, max: number) =>
  (text: string | undefined): Reading<number> => {
    if (text === undefined) return { value: fallback };
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max
      ? { value }
      : broken(`须为 ${min} 至 ${max} 的整数`, `must be a whole number from ${min} to ${max}`);
  };

export const choice =
  <T extends string>(fallback: T, values: readonly T[]) =>
  (text: string | undefined): Reading<T> => {
    const value = text === undefined ? fallback : values.find((candidate) => candidate === text);
    const listed = values.join(' ');
    return value === undefined ? broken(`须为：${listed}`, `must be one of: ${listed}`) : { value };
  };

/** Encrypted without knowing to whom is not safe, and looks as if it were. */
const SSL_MODES: readonly (string | null)[] = [null, 'disable', 'verify-full'];

export const databaseUrl = (text: string | undefined): Reading<string | undefined> => {
  if (text === undefined) return { value: text };
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text))
    return broken('须为 postgres:// 连接串', 'must be a postgres:// connection string');
  const { searchParams } = new URL(text);
  return SSL_MODES.includes(searchParams.get('sslmode')) && !searchParams.has('uselibpqcompat')
    ? { value: text }
    : broken(
        'sslmode 须为 verify-full（以 sslrootcert 指定 CA 文件）或 disable',
        'sslmode must be verify-full (with the CA file in sslrootcert) or disable',
      );
};

export const flag =
  (fallback: boolean) =>
  (text: string | undefined): Reading<boolean> => {
    if (text === undefined) return { value: fallback };
    return text === '0' || text === '1' ? { value: text === '1' } : broken('须为 0 或 1', 'must be 0 or 1');
  };

export const demo = (text: string | undefined): Reading<'auto' | 'on' | 'off'> => {
  if (text === undefined) return { value: 'auto' };
  if (text !== '0' && text !== '1') return broken('须为 0 或 1', 'must be 0 or 1');
  return { value: text === '1' ? 'on' : 'off' };
};

export const password = (text: string | undefined): Reading<string | undefined> =>
  text === undefined || (text.length >= 8 && text.length <= 128)
    ? { value: text }
    : broken('须为 8 至 128 个字符', 'must have 8 to 128 characters');

/** The protocols of a connection string that the KurrentDB client takes, but for those of its older names. */
export const kurrentUrl = (text: string | undefined): Reading<string | undefined> =>
  text === undefined || /^kurrentdb([+]discover)?:\/\/[^/?]+/.test(text)
    ? { value: text }
    : broken('须为 kurrentdb:// 连接串', 'must be a kurrentdb:// connection string');

export const addresses = (text: string | undefined): Reading<readonly string[]> => {
  const value = text === undefined ? [] : text.split(',').map((one) => one.trim());
  return value.every(isAddressOrRange)
    ? { value }
    : broken('须为逗号分隔的 IP 地址或网段', 'must be IP addresses or ranges separated by commas');
};
const isAddressOrRange = (text: string): boolean => {
  const [address = '', bits = '0', ...rest] = text.split('/');
  const version = isIP(address);
  return (
    version > 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)
  );
};

const texts = (text: string | undefined): readonly string[] | undefined =>
  text === undefined ? undefined : text.split(/[ ,]+/).filter((part) => part !== '');

export const secondFactorRoles = (text: string | undefined): Reading<readonly Role[] | undefined> => {
  if (text === 'none') return { value: [] };
  const roles = texts(text);
  return roles === undefined || roles.every((role) => ROLES.some((known) => known === role))
    ? { value: roles as readonly Role[] | undefined }
    : broken(
        '须为岗位名称，以空格或逗号分隔，或 none',
        'must be role names separated by spaces or commas, or none',
      );
};

/** Signatures that a public key checks; `none` and the shared-secret ones would let a client forge its own token. */
const SIGNATURES = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
export const signatures = (text: string | undefined): Reading<readonly string[]> => {
  const asked = texts(text) ?? SIGNATURES;
  const listed = SIGNATURES.join(' ');
  return asked.length > 0 && asked.every((name) => SIGNATURES.some((known) => known === name))
    ? { value: asked }
    : broken(`须取自：${listed}`, `must be taken from: ${listed}`);
};

export const webAddress = (text: string | undefined): Reading<string | undefined> =>
  text === undefined || (/^https?:\/\//.test(text) && URL.canParse(text))
    ? { value: text }
    : broken('须为 http 或 https 地址', 'must be an http or https address');

export const optionalText = (text: string | undefined): Reading<string | undefined> => ({ value: text });
export const optionalFile = (text: string | undefined): Reading<string | undefined> => ({
  value: text === undefined ? undefined : resolve(text),
});
