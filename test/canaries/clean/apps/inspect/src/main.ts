import { start } from '#apps/api';
import { verifyFile } from './offline/verify.js';

console.log(await start(), verifyFile('pack'));
