import { Map } from 'immutable';

export const empty = Map<string, bigint>();
