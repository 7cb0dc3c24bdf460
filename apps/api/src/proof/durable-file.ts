import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The text of a file, nothing when there is none. */
export const readIfThere = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

const written = async (path: string, text: string, flags: 'w' | 'wx'): Promise<void> => {
  const file = await open(path, flags, 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** A rename is durable once its folder is. */
const syncFolderOf = async (path: string): Promise<void> => {
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

/** Puts a text in a file's place in one step that survives a power cut; only its owner may read it. */
export const replaceFile = async (path: string, text: string): Promise<void> => {
  const beside = `${path}.${process.pid}.tmp`;
  await written(beside, text, 'w');
  await moveFile(beside, path);
};

/** Gives a file another's name, durably. */
export const moveFile = async (from: string, to: string): Promise<void> => {
  await rename(from, to);
  await syncFolderOf(to);
};

/** Makes a file that is not there yet; answers false when somebody else has. Only its owner may read it. */
export const createFile = async (path: string, text: string): Promise<boolean> => {
  try {
    await written(path, text, 'wx');
    await syncFolderOf(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};
