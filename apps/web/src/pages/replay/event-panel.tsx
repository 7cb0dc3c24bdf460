import { Link } from '@tanstack/react-router';
import { useRead } from '../../api/hooks.js';
import type { EventView, Items, ProofView } from '../../api/views.js';
import { useSay } from '../../messages/language.js';
import { Facts, Panel } from '../../parts/page.js';
import { Waiting } from '../../parts/states.js';
import { StreamLink } from '../../parts/stream-link.js';
import { instant } from '../../parts/times.js';

const Bytes = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <>
    <h3 className="stage-title">{title}</h3>
    <pre className="bytes" tabIndex={0} aria-label={title}>
      {text}
    </pre>
  </>
);

/** That the event is in the log, as of a signed checkpoint. */
const Proof = ({ position }: { readonly position: number }) => {
  const say = useSay();
  const proof = useRead<ProofView>('/api/v1/audit/proof', { query: { position } });
  if (proof.data === undefined) return <Waiting error={proof.error} retry={() => void proof.refetch()} />;
  const { leafHash, inclusion, size, checkpoint } = proof.data;
  const path = inclusion.map((hash, index) => `${String(index + 1).padStart(2)}  ${hash}`).join('\n');
  return (
    <>
      <p>{say('proof.words', { position, size, steps: inclusion.length })}</p>
      <Bytes title={say('proof.leaf')} text={leafHash} />
      <Bytes title={say('proof.path')} text={path} />
      <Bytes title={say('proof.checkpoint')} text={checkpoint} />
    </>
  );
};

const Body = ({ event }: { readonly event: EventView }) => {
  const say = useSay();
  const { position } = event;
  return (
    <div className="columns">
      <div>
        <Facts
          rows={[
            [say('replay.type'), `${event.type} v${String(event.schemaVersion)}`],
            [say('replay.stream'), <StreamLink key="stream" stream={event.stream} />],
            [say('replay.version'), event.version],
            [say('journal.occurred'), instant(event.occurredAt)],
            [say('journal.recorded'), instant(event.recordedAt)],
            [say('replay.actor'), event.actor],
          ]}
        />
        <Bytes title={say('replay.decoded')} text={JSON.stringify(event.data, undefined, 2)} />
        <Bytes title={say('replay.bytes')} text={event.body} />
        <Bytes title={say('replay.meta')} text={event.meta} />
      </div>
      <div>
        <Bytes title={say('replay.hash')} text={event.hash} />
        <Proof position={position} />
      </div>
    </div>
  );
};

/** One event: who, when, its exact bytes, its hash, and the proof that it is in the log. */
export const EventPanel = ({ position }: { readonly position: number }) => {
  const say = useSay();
  const page = useRead<Items<EventView>>('/api/v1/events', { query: { after: position - 1, limit: 1 } });
  const actions = (
    <span className="panel-actions">
      {position > 1 && (
        <Link to="/replay" search={(before) => ({ ...before, event: position - 1 })}>
          {say('replay.before')}
        </Link>
      )}
      <Link to="/replay" search={(before) => ({ ...before, event: position + 1 })}>
        {say('replay.after')}
      </Link>
      <Link to="/replay" search={(before) => ({ ...before, knownAt: `@${position}` })}>
        {say('replay.goThere')}
      </Link>
      <Link to="/replay" search={(before) => ({ ...before, since: `@${position}` })}>
        {say('replay.compareFrom')}
      </Link>
      <Link to="/replay" search={(before) => ({ ...before, event: undefined })}>
        {say('word.close')}
      </Link>
    </span>
  );
  const event = page.data?.items[0];
  return (
    <Panel title={say('replay.eventTitle', { position })} note={actions}>
      {event !== undefined && <Body event={event} />}
      {event === undefined && page.data !== undefined && <p>{say('replay.noEvent')}</p>}
      {page.data === undefined && <Waiting error={page.error} retry={() => void page.refetch()} />}
    </Panel>
  );
};
