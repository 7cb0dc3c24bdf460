import { useCode } from './words.js';

/** Amber asks for somebody's act, red is forbidden or broken; everything else stays quiet. */
const TONES: Readonly<Record<string, string>> = {
  RETURNED: 'warn',
  REJECTED: 'bad',
  VOIDED: 'bad',
  ORDERED: 'bad',
  LAPSED: 'bad',
  PROPOSED: 'warn',
  OPEN: 'warn',
  PARTLY_MET: 'warn',
  FILED: 'blue',
  FIRST_REVIEWED: 'blue',
  SITE_VERIFIED: 'blue',
  ELEMENT_REVIEWED: 'blue',
  HELD: 'blue',
  APPROVED: 'blue',
};

export const StatusTag = ({ status }: { readonly status: string }) => {
  const code = useCode();
  return <span className={`status status-${TONES[status] ?? 'quiet'}`}>{code('status', status)}</span>;
};
