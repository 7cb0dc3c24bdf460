export { nodeTools } from './node/node-tools.js';
