import type { ParkView } from '../../api/views.js';
import { Acts, type Act } from '../../parts/act/acts.js';
import { Item, useItemId } from '../../parts/item.js';
import { Page } from '../../parts/page.js';
import { Nothing } from '../../parts/states.js';
import { today } from '../../parts/times.js';
import { To } from '../../parts/to.js';
import { useMay } from '../../session/me.js';
import { ParkYear } from './park-year.js';
import { useWords } from './words.js';

/** What the province decides: consent to targets, confirmation of an award. */
const useProvinceActs = ({ id, years }: ParkView): readonly Act[] => {
  const words = useWords();
  const unconsented = years.find(({ targets, consentNo }) => targets.length > 0 && consentNo === null);
  const computed = years.find(({ award }) => award?.status === 'COMPUTED')?.award;
  return [
    {
      title: words('confirm'),
      route: '/api/v1/awards/{id}/confirmation',
      path: { id: computed?.id ?? '' },
      permission: 'award:confirm',
      when: computed !== undefined && computed !== null,
    },
    {
      title: words('consent'),
      route: '/api/v1/parks/{id}/targets/consent',
      path: { id },
      initial: { year: unconsented?.year },
      permission: 'park:consent',
      when: unconsented !== undefined,
    },
  ];
};

const useActs = (park: ParkView): readonly Act[] => {
  const words = useWords();
  const { id } = park;
  const thisYear = Number(today().slice(0, 4));
  const now = { path: { id }, permission: 'park:set-limits', initial: { year: thisYear } };
  const past = { path: { id }, initial: { year: thisYear - 1 } };
  return [
    ...useProvinceActs(park),
    { ...now, title: words('setTargets'), route: '/api/v1/parks/{id}/targets', draft: `targets ${id}` },
    { ...now, title: words('setAllowed'), route: '/api/v1/parks/{id}/allowed' },
    { ...past, title: words('setActual'), route: '/api/v1/parks/{id}/actual', permission: 'park:set-limits' },
    {
      ...past,
      title: words('compute'),
      route: '/api/v1/parks/{id}/awards',
      permission: 'award:compute',
      only: ['year', 'lines'],
    },
  ];
};

const Park = ({ park }: { readonly park: ParkView }) => {
  const words = useWords();
  const may = useMay();
  const acts = useActs(park);
  return (
    <Page
      title={words('one', { name: park.name })}
      about={words('oneAbout')}
      actions={
        may('assessment:read') && (
          <To page="/assessments" search={{ place: park.id }}>
            {words('judge')}
          </To>
        )
      }
    >
      <Acts acts={acts} />
      {park.years.length === 0 && <Nothing text={words('noYears')} />}
      {park.years.map((year) => (
        <ParkYear key={year.year} year={year} />
      ))}
    </Page>
  );
};

/** One park, year by year. */
export const ParkPage = () => (
  <Item<ParkView> route="/api/v1/parks/{id}" id={useItemId()}>
    {(park) => <Park park={park} />}
  </Item>
);
