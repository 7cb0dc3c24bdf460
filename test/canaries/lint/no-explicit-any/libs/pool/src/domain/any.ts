export const keep = (value: any): unknown => value;
