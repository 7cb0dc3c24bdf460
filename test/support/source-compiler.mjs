/** Compiles a TypeScript source for Node, types unchecked, decorators with the metadata that Nest and TypeORM read. */
import { transformFile, transformFileSync } from '@swc/core';

const OPTIONS = {
  swcrc: false,
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'es6' },
};

/** The code, with its map inside. */
export const compile = async (path) => (await transformFile(path, { ...OPTIONS, sourceMaps: 'inline' })).code;

/** The map from the code back to the source, as JSON. */
export const mapOf = (path) => transformFileSync(path, { ...OPTIONS, sourceMaps: true }).map;
