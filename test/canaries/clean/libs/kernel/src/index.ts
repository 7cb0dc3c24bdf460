export { addMonths } from './civil-time.js';
export { digest } from './digest.js';
export { empty } from './persistent.js';
export { tonne, type Milligram } from './quantity.js';
