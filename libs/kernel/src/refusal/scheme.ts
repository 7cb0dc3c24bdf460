import { ENTERING_REFUSALS } from './entering.js';
import { INSPECTING_REFUSALS } from './inspecting.js';
import { KEEPING_REFUSALS } from './keeping.js';
import { LEAVING_REFUSALS } from './leaving.js';

/** Refusals of the scheme; each is also the code of the rule that was asked. */
export const SCHEME_REFUSALS = {
  ...ENTERING_REFUSALS,
  ...LEAVING_REFUSALS,
  ...KEEPING_REFUSALS,
  ...INSPECTING_REFUSALS,
} as const;
