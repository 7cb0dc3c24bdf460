import { nothing } from './nothing.js';

it('is never asked', () => expect(nothing).toBe(undefined));
