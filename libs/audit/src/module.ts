export { nodeCryptography } from './node/node-cryptography.js';
export { nodeTools } from './node/node-tools.js';
