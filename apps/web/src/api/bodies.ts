import generated from './bodies.json';
import type { WriteRoute } from './routes.js';

/** The shape of a member of a write, as the OpenAPI file has it. */
export interface Shape {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly $ref?: string;
}

const { bodies, shapes } = generated as {
  readonly bodies: Readonly<Record<string, string>>;
  readonly shapes: Readonly<Record<string, Shape>>;
};

/** A shape with its reference followed. */
export const resolved = (shape: Shape): Shape =>
  shape.$ref === undefined ? shape : resolved(shapes[shape.$ref] ?? {});

/** What a write to a route takes; no members when it takes nothing. */
export const bodyShape = (route: WriteRoute): Shape => resolved({ $ref: bodies[route] ?? '' });

const isFilled = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

/** Whether everything a shape demands is there, so that asking about it makes sense. */
export const isComplete = (given: Shape, value: unknown): boolean => {
  const shape = resolved(given);
  if (!isFilled(value)) return false;
  if (shape.items !== undefined)
    return (value as readonly unknown[]).every((one) => isComplete(shape.items ?? {}, one));
  const members = value as Readonly<Record<string, unknown>>;
  return Object.entries(shape.properties ?? {}).every(([name, member]) => {
    const wanted = shape.required?.includes(name) === true;
    return isFilled(members[name]) ? isComplete(member, members[name]) : !wanted;
  });
};
