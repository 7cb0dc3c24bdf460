import { CreditHandler } from '../application/credit.handler.js';

export const handler = CreditHandler;
