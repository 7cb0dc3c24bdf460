export { runProjector } from './projector.js';
