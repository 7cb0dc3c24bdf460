import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Role } from '#kernel';
import { ACCOUNT_ROLES } from '#libs/platform';

/** Steps of one item, each by its route; no account may take two of a chain (第二十三条). */
const CHAINS: readonly (readonly string[])[] = [
  ['POST /deposits', 'POST /deposits/x/first-review', 'POST /deposits/x/approval'],
  ['POST /withdrawals', 'POST /withdrawals/x/first-review', 'POST /withdrawals/x/approval'],
  ['POST /lots/x/void-proposals', 'POST /lots/x/void'],
  ['POST /suspensions', 'POST /suspensions/x/order'],
  ['POST /assessments', 'POST /assessments/x/publish'],
  ['POST /parks/x/awards', 'POST /awards/x/confirmation'],
];
/** What administrators do with other people's accounts, and where their own traces lie. */
const OVER_OTHERS = [
  'POST /accounts',
  'POST /accounts/x/confirmation',
  'POST /accounts/x/roles',
  'POST /accounts/x/password',
  'POST /accounts/x/lock',
  'DELETE /accounts/x/personal-data',
  'GET /access-log',
] as const;
export const ACTS: readonly string[] = [...CHAINS.flat(), ...OVER_OTHERS];

const pairsOf = (chain: readonly string[]): (readonly [string, string])[] =>
  chain.flatMap((act, index) => chain.slice(index + 1).map((later) => [act, later] as const));

/** Two acts that in one hand would let somebody file and approve, make a user and be one, or act and keep the trace. */
export const DANGEROUS: readonly (readonly [string, string])[] = [
  ...CHAINS.flatMap(pairsOf),
  ...CHAINS.flat().flatMap((act) => OVER_OTHERS.map((over) => [act, over] as const)),
  ['POST /accounts', 'POST /accounts/x/lock'],
  ...OVER_OTHERS.filter((over) => !over.endsWith('/confirmation') && !over.startsWith('GET')).map(
    (over) => [over, 'GET /access-log'] as const,
  ),
];

/** Each role alone, and each with each other one. */
export const PAIRS_OF_ROLES: readonly (readonly Role[])[] = ACCOUNT_ROLES.flatMap((role, index) => [
  [role],
  ...ACCOUNT_ROLES.slice(index + 1).map((other) => [role, other]),
]);

/** Whether the running application lets this token's account as far as the item, which nobody has. */
export const comesThrough = async (
  app: NestFastifyApplication,
  token: string,
  act: string,
): Promise<boolean> => {
  const [method, path] = act.split(' ') as ['GET', string];
  const headers = { authorization: `Bearer ${token}` };
  const payload = method === 'GET' ? {} : { payload: {} };
  const answer = await app.inject({ method, url: `/api/v1${path}`, headers, ...payload });
  return answer.json<{ code?: string }>().code !== 'FORBIDDEN_ROLE';
};
