import { ItemLink } from '../../parts/item.js';
import { PoolLink } from '../../parts/links.js';
import { Page } from '../../parts/page.js';
import { Sheet } from '../../parts/sheet.js';
import { usePlaceName, usePlaces } from '../../parts/words.js';
import { useOwns } from '../../session/owns.js';
import { useWords } from './words.js';

/** 限值限量园区 in the officer's scope. */
export const ParksPage = () => {
  const words = useWords();
  const nameOf = usePlaceName();
  const owns = useOwns();
  const parks = usePlaces().filter(({ kind, code }) => kind === 'PARK' && owns(code));
  return (
    <Page title={words('title')} about={words('about')}>
      <Sheet
        label={words('title')}
        rows={parks}
        rowKey={({ code }) => code}
        columns={[
          {
            key: 'name',
            title: words('title'),
            cell: ({ code, name }) => (
              <ItemLink page="/parks" id={code}>
                {name}
              </ItemLink>
            ),
          },
          { key: 'parent', title: words('parent'), cell: ({ parent }) => nameOf(parent ?? '') },
          { key: 'pool', title: words('pool'), cell: ({ pool }) => <PoolLink id={pool} /> },
        ]}
      />
    </Page>
  );
};
