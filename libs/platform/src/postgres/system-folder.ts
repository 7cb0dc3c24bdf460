import { chmod, mkdir } from 'node:fs/promises';

/** Where root keeps what the server's user cannot reach in its own place (a project under /root, say). */
export const SYSTEM_FOLDER = '/var/lib/reserve-pool';

/** Creates `SYSTEM_FOLDER` when missing, open for everyone to pass through whatever the umask is. */
export const ensureSystemFolder = async (): Promise<void> => {
  const created = await mkdir(SYSTEM_FOLDER, { recursive: true });
  if (created !== undefined) await chmod(SYSTEM_FOLDER, 0o755);
};
