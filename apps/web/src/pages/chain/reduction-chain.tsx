import { useQueries } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { read } from '../../api/client.js';
import { useRead } from '../../api/hooks.js';
import { asOfMoment, useMoment } from '../../api/moment.js';
import type { ChainView, DepositView, Items, ReductionView } from '../../api/views.js';
import { useLanguage } from '../../messages/language.js';
import { AmountLines } from '../../parts/amount-lines.js';
import { Facts, Page, Panel } from '../../parts/page.js';
import { PollutantSheet } from '../../parts/pollutant-sheet.js';
import { Waiting } from '../../parts/states.js';
import { StatusTag } from '../../parts/status-tag.js';
import { useCode, usePlaceName } from '../../parts/words.js';
import { ChainGraph } from './chain-graph.js';
import { reductionModel } from './chain-model.js';

const CHAIN = '/api/v1/lots/{id}/chain';

/** The chains of the lots that have come of these deposits, as they come. */
const useChains = (deposits: readonly DepositView[]): readonly ChainView[] => {
  const { language } = useLanguage();
  const moment = useMoment();
  const lots = deposits.flatMap(({ lotId }) => lotId ?? []);
  return useQueries({
    queries: lots
      .map((id) => asOfMoment(CHAIN, { path: { id } }, moment))
      .map((address) => ({
        queryKey: [CHAIN, address, language],
        queryFn: () => read<ChainView>(CHAIN, address, language),
      })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  });
};

const Uses = ({ reduction }: { readonly reduction: ReductionView }) => {
  const { say } = useLanguage();
  const code = useCode();
  return (
    <PollutantSheet
      label={say('chain.uses')}
      lines={reduction.lines}
      columns={[
        { key: 'verified', title: say('chain.verified'), amount: ({ verified }) => verified },
        { key: 'creditable', title: say('chain.creditable'), amount: ({ creditable }) => creditable },
        {
          key: 'uses',
          title: say('chain.uses'),
          cell: ({ uses }) => (
            <AmountLines
              lines={Object.entries(uses).map(([use, amount]) => ({ pollutant: code('use', use), amount }))}
            />
          ),
        },
        { key: 'left', title: say('chain.left'), amount: ({ left }) => left },
      ]}
    />
  );
};

/** Who cut what, and when. */
const Origin = ({ reduction }: { readonly reduction: ReductionView }) => {
  const { say } = useLanguage();
  const code = useCode();
  const nameOf = usePlaceName();
  const { unit, permitNo, facility, measure, formedOn, place } = reduction;
  return (
    <Facts
      rows={[
        [say('word.enterprise'), unit.name],
        [say('reduction.uscc'), unit.uscc],
        [say('reduction.permitNo'), permitNo],
        [say('reduction.facility'), facility],
        [say('reduction.measure'), code('measure', measure)],
        [say('reduction.formedOn'), formedOn],
        [say('word.place'), nameOf(place)],
      ]}
    />
  );
};

/** A reduction's whole chain, from the unit that cut its discharge to what is owed for its quota. */
export const ReductionChainPage = () => {
  const { say } = useLanguage();
  const { id } = useParams({ from: '/frame/reductions/$id/chain' });
  const reduction = useRead<ReductionView>('/api/v1/reductions/{id}', { path: { id } });
  const deposits = useRead<Items<DepositView>>('/api/v1/deposits', {
    query: { reductionId: id, perPage: 200 },
  });
  const filed = deposits.data?.items ?? [];
  const chains = useChains(filed);
  if (reduction.data === undefined || deposits.data === undefined)
    return <Waiting error={reduction.error ?? deposits.error} retry={() => void reduction.refetch()} />;
  return (
    <Page
      title={
        <>
          {say('chain.ofReduction', { id })} <StatusTag status={reduction.data.status} />
        </>
      }
      about={say('lot.about')}
    >
      <Origin reduction={reduction.data} />
      <Panel title={say('lot.chain')}>
        <ChainGraph model={reductionModel(id, filed, chains)} />
      </Panel>
      <Panel title={say('chain.uses')} note={say('word.unitNote')}>
        <Uses reduction={reduction.data} />
      </Panel>
    </Page>
  );
};
