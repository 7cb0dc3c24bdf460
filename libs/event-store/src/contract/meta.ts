import type { JsonObject } from '#kernel';

/** What stands beside an event's data: who, on whose order, and what the order said. */
export interface EventMeta {
  /** Account id, never a name. */
  readonly actor: string;
  readonly actorRoles: readonly string[];
  readonly actorPlace: string;
  readonly commandId: string;
  /** What the command belongs to and what caused it, where that is something else than the command itself. */
  readonly correlationId?: string;
  readonly causationId?: string;
  /**
   * On the first event of a command: the order itself, so that it can be decided again from the log alone; its moment
   * is the event's `recordedAt`.
   */
  readonly command?: { readonly type: string; readonly data: JsonObject };
}
