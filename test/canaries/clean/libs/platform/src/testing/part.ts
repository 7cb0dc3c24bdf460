import { fixture } from '../../../../test/support/fixture.js';

export const part = fixture;
