import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
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
    redirect: 'error',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const { code = String(response.status), title = '', detail = '' } = answer as Problem;
  throw new Error([code, title, detail].join(' '));
};

/** The first line of standard input; at a terminal nothing of it is shown. */
const readPassword = async (): Promise<string> => {
  const { stdin } = process;
  if (stdin.isTTY) note('口令 password:');
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: unseen, terminal: stdin.isTTY });
  for await (const line of lines) return line;
  return '';
};

/**
 * `merge <offline-notes.json> --inspection ID --server URL --user NAME`: takes the notes that `verify.html` exported
 * back into the inspection's record, as its officer; the password comes on standard input. The same file again
 * changes nothing.
 */
export const merge = async (args: readonly string[]): Promise<ExitCode> => {
  const { positionals, inspection, server, user: username, code } = mergeOptions(args);
  const file = onlyArgument(positionals, '<offline-notes.json>');
  const notes = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`没有此文件 / no such file: ${file}`);
  });
  const password = await readPassword();
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
