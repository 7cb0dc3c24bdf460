import { Map } from 'immutable';

export const addMonths = (date: string, months: number): string => String(Map([[date, months]]));
