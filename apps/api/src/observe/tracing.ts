import type { Attributes } from '@opentelemetry/api';

/** Where a stretch of work belongs. */
export interface Belonging {
  /** The `traceparent` (W3C) of the stretch it is part of; absent: it begins a trace. */
  readonly parent?: string | undefined;
  /** The id of a trace that begins. */
  readonly traceId?: string;
  /** When it began, if that is past: milliseconds since 1970. */
  readonly since?: number;
  readonly attributes?: Attributes;
}

/** A stretch of work under way. */
export interface Stretch {
  /** Its `traceparent`, for what is part of it, here or in another process. */
  readonly trace: string;
  end(attributes?: Attributes): void;
}

/** 链路追踪：tells a collector how long each part of the work took. */
export abstract class Tracing {
  abstract begin(name: string, belonging: Belonging): Stretch;
  /** Tells what has not been told yet; a collector that is away is not waited for. */
  abstract close(): Promise<void>;
}
