/**
 * Module hooks that let Node run the TypeScript sources: `./x.js` asked for by a .ts file is `./x.ts`, a door like
 * `#kernel` is its source, and .ts is compiled by swc.
 */
import { fileURLToPath } from 'node:url';
import { compile } from './source-compiler.mjs';

export const resolve = (specifier, context, next) => {
  if (!context.parentURL?.endsWith('.ts')) return next(specifier, context);
  if (specifier.startsWith('.')) return next(specifier.replace(/\.js$/, '.ts'), context);
  if (!specifier.startsWith('#')) return next(specifier, context);
  return next(specifier, { ...context, conditions: ['source', ...context.conditions] });
};

export const load = async (url, context, next) => {
  if (!url.endsWith('.ts')) return next(url, context);
  return { format: 'module', source: await compile(fileURLToPath(url)), shortCircuit: true };
};
