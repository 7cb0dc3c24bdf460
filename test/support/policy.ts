import { civilDateOf, startOf, type Json } from '#kernel';
import type { PolicyAdopted } from '#contract/policy';
import { fitsForm, policyEntry, type PolicyKey } from '#libs/policy';

/** 政策采用：a value in force from the first moment of a day; one that nobody may adopt is a mistake of the test. */
export const adopted = (
  key: PolicyKey,
  value: Json,
  { from = '2026-01-01', version = 1 }: { readonly from?: string; readonly version?: number } = {},
): PolicyAdopted => {
  if (!fitsForm(policyEntry(key).form, value)) throw new Error(`${key} may not be ${JSON.stringify(value)}`);
  const effectiveFrom = startOf(civilDateOf(from));
  return {
    type: 'PolicyAdopted',
    data: { key, version, value, effectiveFrom, decisionNo: '示例〔2026〕1号' },
  };
};
