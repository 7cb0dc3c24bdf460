import type { FindingView } from '../../api/views.js';
import type { Act } from '../../parts/act/acts.js';
import { AmountLines } from '../../parts/amount-lines.js';
import { Item, useItemId } from '../../parts/item.js';
import { ItemPage, type Fact } from '../../parts/item-page.js';
import { VoucherLink } from '../../parts/links.js';
import { useMemberFacts } from '../../parts/members.js';
import { To } from '../../parts/to.js';
import { useCode } from '../../parts/words.js';
import { useMay } from '../../session/me.js';
import { shortfallsOf } from './findings.js';
import { useWords } from './words.js';

const APPROVAL = ['place', 'kind', 'approvalNo', 'approvedOn', 'projectCode', 'foundOn'] as const;
const INSPECTION = [
  'place',
  'kind',
  'severity',
  'violation',
  'subject',
  'facts',
  'dueOn',
  'inspectionId',
] as const;
const isApproval = ({ kind }: FindingView): boolean => kind === 'UNBACKED_APPROVAL';

const useFacts = (finding: FindingView): readonly Fact[] => {
  const words = useWords();
  const code = useCode();
  const { vouchers = [], closure } = finding;
  const members = useMemberFacts(finding, isApproval(finding) ? APPROVAL : INSPECTION);
  const backing = vouchers.length === 0 ? '—' : vouchers.map((no) => <VoucherLink key={no} no={no} />);
  const cover: readonly Fact[] = [
    [`${words('shortfall')} (t/a)`, <AmountLines key="shortfall" lines={shortfallsOf(finding)} />],
    [code('field', 'vouchers'), backing],
  ];
  return [
    ...members,
    ...(isApproval(finding) ? cover : []),
    ...(closure === null
      ? []
      : [[code('field', 'closure'), `${closure.documentNo} ${closure.reason}`] as const]),
  ];
};

const useActs = (finding: FindingView): readonly Act[] => {
  const words = useWords();
  const { id, status, approvalNo = '', place, projectCode, approvedOn } = finding;
  return [
    {
      title: words('close'),
      route: '/api/v1/findings/{id}/closure',
      path: { id },
      permission: 'finding:close',
      when: status === 'OPEN',
    },
    {
      title: words('correct'),
      route: '/api/v1/eia-approvals/{id}/correction',
      path: { id: approvalNo },
      permission: 'eia-approval:import',
      when: isApproval(finding),
      initial: { place, projectCode, approvedOn },
    },
  ];
};

const Finding = ({ finding }: { readonly finding: FindingView }) => {
  const words = useWords();
  const may = useMay();
  const { id, status } = finding;
  return (
    <ItemPage
      title={words('one', { id })}
      status={status}
      about={words('oneAbout')}
      facts={useFacts(finding)}
      acts={useActs(finding)}
      actions={
        may('accountability:record') && (
          <To button page="/accountability" search={{ reference: id }}>
            {words('accountability')}
          </To>
        )
      }
    />
  );
};

/** One approval without quota. */
export const FindingPage = () => (
  <Item<FindingView> route="/api/v1/findings/{id}" id={useItemId()}>
    {(finding) => <Finding finding={finding} />}
  </Item>
);
