import {
  shape,
  streamName,
  type DomainEvent,
  type EventCatalogue,
  type Fold,
  type JsonObject,
  type RefusalCode,
  type RuleOutcome,
} from '#kernel';

/** 不予办理：a rule of the ledger said no. A fact like any other, kept in the stream of the place that asked. */
export type CommandRefused = DomainEvent<
  'CommandRefused',
  {
    readonly command: string;
    readonly data: JsonObject;
    readonly code: RefusalCode;
    readonly params: JsonObject;
    readonly rules: readonly RuleOutcome[];
  }
>;

export const refusalEvents: EventCatalogue<CommandRefused> = { CommandRefused: shape(1) };

export const refusalStream = (place: string): string => streamName(refusalFold.prefix, place);

/** How many commands of a place were refused. */
export const refusalFold: Fold<number, CommandRefused> = {
  prefix: 'refusal',
  initial: () => 0,
  evolve: (count) => count + 1,
};
