export * from './domain/correction.js';
