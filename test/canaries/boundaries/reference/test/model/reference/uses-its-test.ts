import { fixture } from '../../support/fixture.js';

export const borrowed = fixture;
