import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import statuses from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import v1 from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import errors from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/errors_pb.js';
import v2 from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v2/streams/streams_pb.js';
import any from 'google-protobuf/google/protobuf/any_pb.js';
import type { Check, Recorded, Violation, Written } from './kurrent-log.js';

const propertiesIn = (record: v2.AppendRecord): Readonly<Record<string, string>> => {
  const properties: Record<string, string> = {};
  record.getPropertiesMap().forEach((value, key) => {
    properties[key] = value.getStringValue();
  });
  return properties;
};

/** What an AppendRecords request asks for. */
export const writtenIn = (request: v2.AppendRecordsRequest): readonly Written[] =>
  request.getRecordsList().map((record) => ({
    id: record.getRecordId() ?? '',
    stream: record.getStream(),
    type: record.getSchema()?.getName() ?? '',
    data: record.getData_asU8(),
    properties: propertiesIn(record),
  }));

export const checksIn = (request: v2.AppendRecordsRequest): readonly Check[] =>
  request.getChecksList().map((check) => ({
    stream: check.getStreamState()?.getStream() ?? '',
    expected: Number(check.getStreamState()?.getExpectedState()),
  }));

/** The answer to an append: where each written stream ends now. */
export const appended = (records: readonly Recorded[]): v2.AppendRecordsResponse => {
  const last = new Map(records.map(({ stream, revision }) => [stream, revision]));
  const response = new v2.AppendRecordsResponse();
  response.setPosition(String(records.at(-1)?.offset));
  response.setRevisionsList(
    [...last].map(([stream, revision]) =>
      new v2.StreamRevision().setStream(stream).setRevision(String(revision)),
    ),
  );
  return response;
};

/** An error as gRPC sends it, with the detail of the protocol's `errors.proto` when one is given. */
export const failure = (
  code: status,
  message: string,
  detail?: { readonly name: string; readonly bytes: Uint8Array },
): Partial<ServiceError> => {
  const metadata = new Metadata();
  if (detail !== undefined) {
    const packed = new any.Any();
    packed.setTypeUrl(`type.googleapis.com/kurrentdb.protocol.v2.streams.errors.${detail.name}`);
    packed.setValue(detail.bytes);
    const rich = new statuses.Status().setMessage(message).setDetails(packed);
    metadata.set('grpc-status-details-bin', Buffer.from(rich.serializeBinary()));
  }
  return { code, details: message, metadata };
};

export const violated = (violations: readonly Violation[], bare: boolean): Partial<ServiceError> => {
  const message = 'Append failed due to consistency violations.';
  if (bare) return failure(status.FAILED_PRECONDITION, message);
  const details = new errors.AppendConsistencyViolationErrorDetails();
  for (const { stream, expected, actual, index } of violations) {
    const state = new errors.ConsistencyViolation.StreamStateViolation()
      .setStream(stream)
      .setExpectedState(String(expected))
      .setActualState(String(actual));
    details.addViolations(new errors.ConsistencyViolation().setCheckIndex(index).setStreamState(state));
  }
  const detail = { name: 'AppendConsistencyViolationErrorDetails', bytes: details.serializeBinary() };
  return failure(status.FAILED_PRECONDITION, message, detail);
};

export const tooLarge = (size: number, maxSize: number): Partial<ServiceError> => {
  const details = new errors.AppendTransactionSizeExceededErrorDetails().setSize(size).setMaxSize(maxSize);
  const detail = { name: 'AppendTransactionSizeExceededErrorDetails', bytes: details.serializeBinary() };
  return failure(status.ABORTED, `Transaction size ${size} exceeds ${maxSize}`, detail);
};

/** A record as a reader of the first protocol sees it: properties as JSON, with those the server adds. */
export const eventOf = (record: Recorded): v1.ReadResp => {
  const properties = { ...record.properties, '$schema.format': 'Bytes', '$schema.name': record.type };
  const event = new v1.ReadResp.ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(record.id))
    .setStreamIdentifier(streamIdentifier(record.stream))
    .setStreamRevision(String(record.revision))
    .setCommitPosition(String(record.offset))
    .setPreparePosition(String(record.offset))
    .setCustomMetadata(Buffer.from(JSON.stringify(properties)))
    .setData(record.data);
  event.getMetadataMap().set('type', record.type).set('created', '0');
  event.getMetadataMap().set('content-type', 'application/octet-stream');
  const read = new v1.ReadResp.ReadEvent().setEvent(event).setCommitPosition(String(record.offset));
  return new v1.ReadResp().setEvent(read);
};

const streamIdentifier = (name: string): shared.StreamIdentifier =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(name));

export const streamNotFound = (name: string): v1.ReadResp =>
  new v1.ReadResp().setStreamNotFound(
    new v1.ReadResp.StreamNotFound().setStreamIdentifier(streamIdentifier(name)),
  );

export const confirmation = (): v1.ReadResp =>
  new v1.ReadResp().setConfirmation(new v1.ReadResp.SubscriptionConfirmation().setSubscriptionId('test'));

/** What a read asks for. */
export interface ReadOrder {
  readonly stream: string;
  readonly backwards: boolean;
  readonly subscription: boolean;
  readonly count: number;
  readonly from: number | 'start' | 'end';
}

/** Undefined for what this server does not know: everything but the reading of one stream. */
export const orderIn = (request: v1.ReadReq): ReadOrder | undefined => {
  const options = request.getOptions();
  const stream = options?.getStream();
  if (options === undefined || stream === undefined) return undefined;
  return {
    stream: Buffer.from(stream.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString(),
    backwards: options.getReadDirection() === v1.ReadReq.Options.ReadDirection.BACKWARDS,
    subscription: options.hasSubscription(),
    count: Number(options.getCount()),
    from: stream.hasStart() ? 'start' : stream.hasEnd() ? 'end' : Number(stream.getRevision()),
  };
};
