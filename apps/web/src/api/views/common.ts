/** What every page reads: rules, people, places, tasks, events. Amounts are decimal text in t/a. */

export interface RuleView {
  readonly code: string;
  readonly article: string;
  readonly outcome: 'PASS' | 'FAIL' | 'NEEDS_RULING' | 'NOT_APPLICABLE';
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly policyVersion: string | null;
}

export interface Items<T> {
  readonly items: readonly T[];
}

export interface MeView {
  readonly username: string;
  readonly roles: readonly string[];
  readonly place: string;
  readonly placeName: string;
  readonly permissions: readonly string[];
}

export interface DemoAccountView {
  readonly username: string;
  readonly role: string;
  readonly place: string;
  readonly placeName: string;
}

export interface PlaceView {
  readonly code: string;
  readonly kind: 'PROVINCE' | 'CITY' | 'COUNTY' | 'PARK';
  readonly name: string;
  readonly parent: string | null;
  readonly tier: string;
  readonly pool: string;
}

export interface WordsView {
  readonly title: string;
  readonly detail: string;
}

export interface RuleEntryView {
  readonly code: string;
  readonly status: number;
  readonly article: string;
  readonly zh: WordsView;
  readonly en: WordsView;
}

export interface PolicyView {
  readonly key: string;
  readonly article: string;
  readonly zh: string;
  readonly en: string;
  readonly default: unknown;
  readonly value: unknown;
  readonly version: string;
}

export interface AmountLine {
  readonly pollutant: string;
  readonly amount: string;
}

export interface TaskView {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly information: boolean;
  readonly place: string;
  readonly placeName: string;
  readonly subject: {
    readonly type: string;
    readonly id: string;
    readonly place: string;
    readonly name: string;
  };
  readonly medium: string | null;
  readonly since: string;
  readonly dueOn: string | null;
  readonly basis: { readonly article: string };
  readonly overdue: boolean;
  readonly workingDaysLeft: number | null;
}

export interface InboxView extends Items<TaskView> {
  readonly counts: {
    readonly total: number;
    readonly overdue: number;
    readonly byKind: Readonly<Record<string, number>>;
  };
}

export interface EventView {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly body: string;
  /** The same decoded. */
  readonly data: unknown;
  readonly meta: string;
  readonly hash: string;
  readonly actor: string;
}
