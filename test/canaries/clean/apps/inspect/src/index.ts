export { verifyFile as verify } from './offline/verify.js';
