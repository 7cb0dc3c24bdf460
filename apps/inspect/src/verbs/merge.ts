import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { sha256Hex } from '#kernel';
import { mergeOptions, onlyArgument } from '../options.js';
import { note, print, UsageError, type ExitCode } from '../terminal.js';

interface Problem {
  readonly code?: string;
  readonly title?: string;
  readonly detail?: string;
}
interface Posted {
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Posts JSON to the service. Errors: one with the service's own words when it says no. */
const post = async (url: string, { body, headers }: Posted): Promise<unknown> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const { code = String(response.status), title = '', detail = '' } = answer as Problem;
  throw new Error([code, title, detail].join(' '));
};

/**
 * `merge <offline-notes.json> --inspection ID --server URL --user NAME`: takes the notes that `verify.html` exported back
 * into the inspection's record, as its officer; the password comes on standard input. The same file again changes
 * nothing.
 */
export const merge = async (args: readonly string[]): Promise<ExitCode> => {
  const { positionals, inspection, server, user: username, code } = mergeOptions(args);
  const file = onlyArgument(positionals, '<offline-notes.json>');
  const notes = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`没有此文件 / no such file: ${file}`);
  });
  if (process.stdin.isTTY) note('口令 password:');
  const [password = ''] = (await text(process.stdin)).split('\n');
  const api = new URL('/api/v1/', server).href;
  const credentials = { username, password, ...(code !== undefined && { code }) };
  const signedIn = (await post(`${api}auth/login`, { body: credentials })) as {
    readonly accessToken: string;
  };
  const path = `inspections/${encodeURIComponent(inspection)}/offline-notes`;
  const headers = {
    authorization: `Bearer ${signedIn.accessToken}`,
    'idempotency-key': `merge-${sha256Hex(`${inspection}\n${notes}`)}`,
  };
  const merged = (await post(api + path, { body: notes, headers })) as { readonly notes: readonly unknown[] };
  print(
    `已并入离线记录，共 ${merged.notes.length} 份 / merged; the inspection now has so many records of notes`,
  );
  return 0;
};
