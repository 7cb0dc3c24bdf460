import { headAt, seal } from './contract/index.js';
import type { AppendRequest, AppendResult, EventStore, LockedHead, StreamCheck } from './port.js';

const meets = (actual: number, { expected }: StreamCheck): boolean => {
  switch (expected) {
    case 'any':
      return true;
    case 'none':
      return actual === 0;
    case 'exists':
      return actual > 0;
    default:
      return actual === expected;
  }
};

const appendLocked = async (request: AppendRequest, locked: LockedHead): Promise<AppendResult> => {
  const { ledger, events, checks = [], command } = request;
  const { head } = locked;
  const [earlier] = command === undefined ? [] : await locked.findCommands(ledger, [command.key]);
  if (earlier !== undefined) return { outcome: 'REPEATED', command: earlier };

  const streams = [...new Set([...events, ...checks].map(({ stream }) => stream))];
  const versions = await locked.streamVersions(ledger, streams, head.position);
  const versionOf = (stream: string): number => versions.get(stream) ?? 0;
  const failed = checks
    .filter((check) => !meets(versionOf(check.stream), check))
    .map((check) => ({ ...check, actual: versionOf(check.stream) }));
  if (failed.length > 0) return { outcome: 'CHECK_FAILED', failed };

  const { recordedAt: floor } = head;
  const recordedAt = floor !== null && floor > request.recordedAt ? floor : request.recordedAt;
  const sealed = seal({ ledger, head, recordedAt, versionOf }, events);
  const last = sealed.at(-1);
  const end = last === undefined ? head : headAt(last);
  const commands = command === undefined ? [] : [{ ...command, position: end.position }];
  await locked.commit({ ledger, expected: head, events: sealed, commands });
  return { outcome: 'APPENDED', head: end, events: sealed };
};

/** `append` of any store that can lock a head. */
export const appendUnderLock = (
  store: Pick<EventStore, 'withLockedHead'>,
  request: AppendRequest,
): Promise<AppendResult> => store.withLockedHead(request.ledger, (locked) => appendLocked(request, locked));
