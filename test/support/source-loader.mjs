/** Module hooks behind run-source.mjs: `./x.js` asked for by a .ts file is `./x.ts`, and .ts is compiled by swc. */
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';
import config from '../../jest.config.mjs';

const [, swcOptions] = config.projects[0].transform['^.+\\.ts$'];

export const resolve = (specifier, context, next) => {
  const fromSource = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
  return next(fromSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
};

export const load = async (url, context, next) => {
  if (!url.endsWith('.ts')) return next(url, context);
  const { code } = await transformFile(fileURLToPath(url), { ...swcOptions, sourceMaps: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
};
