import type { InspectionView } from '../../api/views.js';
import type { Act } from '../../parts/act/acts.js';
import { Item, useItemId } from '../../parts/item.js';
import { ItemPage } from '../../parts/item-page.js';
import { LotLink, VoucherLink } from '../../parts/links.js';
import { useMemberFacts } from '../../parts/members.js';
import { SheetPanel } from '../../parts/sheet-panel.js';
import { instant, today } from '../../parts/times.js';
import { useCode, usePlaceName } from '../../parts/words.js';
import { useWords } from './words.js';

type Props = { readonly inspection: InspectionView };

/** 八步法, in their order. */
const STEPS = [
  'SIGN_IN',
  'CREDENTIALS',
  'VERIFICATION',
  'EXAMINATION',
  'RECORD',
  'SIGNATURES',
  'ARCHIVE',
  'COMPLETION',
];

const Steps = ({ inspection: { steps, nextStep } }: Props) => {
  const words = useWords();
  const code = useCode();
  const nameOf = usePlaceName();
  const stand = (step: string) => {
    const taken = steps.find((one) => one.step === step);
    if (taken !== undefined) return `${words('taken')} · ${nameOf(taken.place)} · ${instant(taken.at)}`;
    return words(step === nextStep ? 'next' : 'later');
  };
  return (
    <SheetPanel
      title={words('steps')}
      rows={STEPS}
      rowKey={(step) => step}
      columns={[
        { key: 'no', title: '#', cell: (step) => STEPS.indexOf(step) + 1 },
        { key: 'step', title: code('field', 'step'), cell: (step) => code('step', step) },
        { key: 'stand', title: code('field', 'status'), cell: stand },
        {
          key: 'file',
          title: code('field', 'file'),
          cell: (step) => steps.find((one) => one.step === step)?.file.name ?? '—',
        },
      ]}
    />
  );
};

const Sample = ({ inspection: { drawn } }: Props) => {
  const words = useWords();
  const code = useCode();
  return (
    <SheetPanel
      title={words('sample')}
      rows={drawn}
      rowKey={({ of }) => of}
      empty={words('noSample')}
      columns={[
        { key: 'of', title: code('field', 'of'), cell: ({ of }) => code('of', of) },
        { key: 'population', title: words('population'), cell: ({ population }) => population.count },
        {
          key: 'checkpoint',
          title: words('chooser'),
          cell: ({ checkpoint: { origin, size, root } }) => (
            <>
              {origin} @{size} <code>{root}</code>
            </>
          ),
        },
        {
          key: 'chosen',
          title: words('sample'),
          cell: ({ of, chosen }) => (
            <span className="spread wrap">
              {chosen.map((id) =>
                of === 'LOT' ? <LotLink key={id} id={id} /> : <VoucherLink key={id} no={id} />,
              )}
            </span>
          ),
        },
      ]}
    />
  );
};

const useActs = ({ id, places, nextStep, samples, drawn, officers }: InspectionView): readonly Act[] => {
  const words = useWords();
  const code = useCode();
  const nameOf = usePlaceName();
  const options = places.map((value) => ({ value, label: nameOf(value) }));
  const common = { path: { id }, permission: 'inspection:conduct', choices: { place: options } };
  const [place] = places;
  return [
    {
      ...common,
      title: words('take', { step: code('step', nextStep) }),
      route: '/api/v1/inspections/{id}/steps',
      when: nextStep !== null,
      fixed: { step: nextStep },
      only: ['place', 'officers', 'file', 'coordinates'],
      initial: { place, officers: [...officers] },
    },
    {
      ...common,
      title: words('draw'),
      route: '/api/v1/inspections/{id}/samples',
      when: samples.length > 0 && drawn.length === 0,
    },
    {
      ...common,
      title: words('raise'),
      route: '/api/v1/inspections/{id}/findings',
      draft: `finding ${id}`,
      initial: { place, dueOn: today() },
    },
    { ...common, title: words('package'), route: '/api/v1/inspections/{id}/evidence-packages' },
  ];
};

const Inspection = ({ inspection }: Props) => {
  const words = useWords();
  const { id, title, status } = inspection;
  const facts = useMemberFacts(inspection, ['places', 'from', 'to', 'lead', 'officers', 'plannedBy']);
  return (
    <ItemPage
      title={title || words('one', { id })}
      status={status}
      about={words('oneAbout')}
      facts={facts}
      acts={useActs(inspection)}
    >
      <Steps inspection={inspection} />
      <Sample inspection={inspection} />
    </ItemPage>
  );
};

/** One inspection from plan to close. */
export const InspectionPage = () => (
  <Item<InspectionView> route="/api/v1/inspections/{id}" id={useItemId()}>
    {(inspection) => <Inspection inspection={inspection} />}
  </Item>
);
