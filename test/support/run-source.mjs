/**
 * Lets plain Node run the TypeScript sources, compiled as for the tests:
 * `node --conditions=source --import ./test/support/run-source.mjs <file.ts>`.
 */
import { register } from 'node:module';

register('./source-loader.mjs', import.meta.url);
