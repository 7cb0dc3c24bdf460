import { mg } from './plain.js';

export const gram = mg(1n);
