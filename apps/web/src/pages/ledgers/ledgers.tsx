import { Link } from '@tanstack/react-router';
import { useWhole } from '../../api/hooks.js';
import type { LedgerBalanceRow, LedgerRow } from '../../api/views.js';
import { speaking, useSay } from '../../messages/language.js';
import { Amount } from '../../parts/amount.js';
import { BALANCE_FIGURES } from '../../parts/balance-sheet.js';
import { POLLUTANTS } from '../../parts/pollutants.js';
import { Register } from '../../parts/register.js';
import { SheetPanel } from '../../parts/sheet-panel.js';
import type { Column } from '../../parts/sheet.js';
import { Waiting } from '../../parts/states.js';
import { useCode, usePlaceName } from '../../parts/words.js';

const useWords = speaking({
  title: { zh: '各省台账', en: 'Ledgers' },
  about: {
    zh: '本系统所存的各省台账及其三级储备库的合计，截至所列位置。单位：吨/年。',
    en: 'The ledgers kept here, and what their pools of each tier hold up to the position shown, in t/a.',
  },
  ledger: { zh: '台账', en: 'Ledger' },
  position: { zh: '截至位置', en: 'As of position' },
  writer: { zh: '由谁记账', en: 'Written by' },
  here: { zh: '本服务', en: 'This service' },
  elsewhere: { zh: '其他服务', en: 'Another service' },
});

const LEDGERS = '/api/v1/ledgers';

const useColumns = (own: string | undefined): readonly Column<LedgerBalanceRow>[] => {
  const words = useWords();
  const say = useSay();
  const code = useCode();
  const nameOf = usePlaceName();
  return [
    { key: 'ledger', title: words('ledger'), cell: ({ ledger }) => nameOf(ledger) },
    { key: 'tier', title: say('pools.chooseTier'), cell: ({ tier }) => code('tier', tier) },
    {
      key: 'pollutant',
      title: say('word.pollutant'),
      // Another province's pools are its own to show.
      cell: ({ ledger, tier, pollutant }) =>
        ledger === own ? (
          <Link to="/pools" search={{ tier, pollutant }}>
            {pollutant}
          </Link>
        ) : (
          pollutant
        ),
    },
    ...BALANCE_FIGURES.map((figure) => ({
      key: figure,
      title: say(`balance.${figure}`),
      figure: true,
      cell: (row: LedgerBalanceRow) => <Amount value={row[figure]} />,
    })),
  ];
};

const Ledgers = ({ rows }: { readonly rows: readonly LedgerRow[] }) => {
  const words = useWords();
  const nameOf = usePlaceName();
  return (
    <SheetPanel
      title={words('ledger')}
      rows={rows}
      rowKey={({ ledger }) => ledger}
      columns={[
        { key: 'ledger', title: words('ledger'), cell: ({ ledger }) => nameOf(ledger) },
        { key: 'position', title: words('position'), figure: true, cell: ({ position }) => String(position) },
        { key: 'own', title: words('writer'), cell: ({ own }) => words(own ? 'here' : 'elsewhere') },
      ]}
    />
  );
};

/** 各省台账: every ledger of this installation, and what all of its pools of a tier hold together. */
export const LedgersPage = () => {
  const words = useWords();
  const ledgers = useWhole<LedgerRow>(LEDGERS);
  return (
    <Register<LedgerBalanceRow>
      label={words('title')}
      about={words('about')}
      route={`${LEDGERS}/balances`}
      columns={useColumns(ledgers.data?.find(({ own }) => own)?.ledger)}
      rowKey={({ ledger, tier, pollutant }) => `${ledger} ${tier} ${pollutant}`}
      filters={[
        { name: 'tier', codes: ['PROVINCIAL', 'MUNICIPAL', 'LOCAL'] },
        { name: 'pollutant', codes: POLLUTANTS },
      ]}
    >
      {ledgers.data === undefined ? (
        <Waiting error={ledgers.error} retry={() => void ledgers.refetch()} />
      ) : (
        <Ledgers rows={ledgers.data} />
      )}
    </Register>
  );
};
