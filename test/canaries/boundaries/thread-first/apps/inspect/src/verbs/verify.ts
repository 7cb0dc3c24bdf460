import { verifyFile } from '../offline/verify.js';

export const verify = verifyFile;
