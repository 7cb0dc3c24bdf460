export { credited } from './domain/pool.js';
