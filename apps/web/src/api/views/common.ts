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
  readonly id: string;
  readonly username: string;
  readonly roles: readonly string[];
  readonly place: string;
  readonly placeName: string;
  readonly permissions: readonly string[];
  /** What has to be done before anything else. */
  readonly setup: readonly ('PASSWORD' | 'SECOND_FACTOR')[];
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

/** What a policy may be set to. */
export type PolicyForm =
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'set'; readonly of: readonly string[] }
  | { readonly kind: 'amount' }
  | { readonly kind: 'date' }
  | { readonly kind: 'whole'; readonly least: number; readonly most: number }
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, PolicyForm>> }
  | { readonly kind: 'table'; readonly columns: Readonly<Record<string, PolicyForm>> };

export interface PolicyView {
  readonly key: string;
  readonly article: string;
  readonly zh: string;
  readonly en: string;
  readonly default: unknown;
  readonly value: unknown;
  readonly version: string;
  readonly form: PolicyForm;
  readonly history: readonly {
    readonly version: string;
    readonly value: unknown;
    readonly effectiveFrom: string;
    readonly decisionNo: string;
  }[];
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
