export { filed } from './domain/deposit.js';
