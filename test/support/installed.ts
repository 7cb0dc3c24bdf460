import { spawnSync } from 'node:child_process';

/** Whether a program is there that a test asks; where it is not, says loudly that this was not shown. */
export const installed = (tool: string): boolean => {
  const there = spawnSync(tool, ['--version']).error === undefined;
  if (!there) console.warn(`没有 ${tool}，此项未验证 ${tool} is not installed: not shown here`);
  return there;
};
