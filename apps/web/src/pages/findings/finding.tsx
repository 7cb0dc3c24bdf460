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

const useFacts = (finding: FindingView): readonly Fact[] => {
  const words = useWords();
  const code = useCode();
  const { vouchers, closure } = finding;
  const members = useMemberFacts(finding, [
    'place',
    'kind',
    'approvalNo',
    'approvedOn',
    'projectCode',
    'foundOn',
  ]);
  const backing = vouchers.length === 0 ? '—' : vouchers.map((no) => <VoucherLink key={no} no={no} />);
  return [
    ...members,
    [`${words('shortfall')} (t/a)`, <AmountLines key="shortfall" lines={shortfallsOf(finding)} />],
    [code('field', 'vouchers'), backing],
    ...(closure === null
      ? []
      : [[code('field', 'closure'), `${closure.documentNo} ${closure.reason}`] as const]),
  ];
};

const useActs = ({ id, status, approvalNo, place, projectCode, approvedOn }: FindingView): readonly Act[] => {
  const words = useWords();
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
