import type { RuleView } from './views.js';

/** A problem document (RFC 9457) as the service sends it. */
export interface ProblemBody {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly article?: string;
  readonly errors?: readonly { readonly field: string; readonly rule: string; readonly message: string }[];
  readonly rules?: readonly RuleView[];
  readonly traceId?: string;
}

/** The service said no, or could not be reached (`code` OFFLINE, status 0). */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(readonly body: ProblemBody) {
    super(body.detail);
  }
}

export const isProblem = (error: unknown): error is Problem => error instanceof Problem;

/** Nothing answered: the network is gone or the service is down. The page words it. */
export const offline = (): Problem => new Problem({ title: '', status: 0, detail: '', code: 'OFFLINE' });

/** The page shows a past moment, where nothing can be done. The page words it. */
export const inThePast = (): Problem =>
  new Problem({ title: '', status: 0, detail: '', code: 'IN_THE_PAST' });

/** Refusals that trying again cannot change. */
export const isFinal = (error: unknown): boolean =>
  isProblem(error) && error.body.status >= 400 && error.body.status < 500;
