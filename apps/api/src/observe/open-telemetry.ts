import { randomBytes } from 'node:crypto';
import { ROOT_CONTEXT, trace, type Context, type Span } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { TracingSettings } from '#libs/platform';
import type { Belonging, Stretch, Tracing } from './tracing.js';

/** A collector that does not answer is given up, also when the service stops. */
const PATIENCE_MS = 2_000;
const EVERY_MS = 1_000;
const TRACE_PARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

const random = (bytes: number) => (): string => randomBytes(bytes).toString('hex');

/** A trace that begins has the id its caller was told; starting a span asks for it at once. */
class Ids {
  next: string | undefined;
  readonly generateSpanId = random(8);
  readonly generateTraceId = (): string => this.next ?? random(16)();
}

const contextOf = (parent: string | undefined): Context => {
  const [, traceId, spanId, flags = ''] = TRACE_PARENT.exec(parent ?? '') ?? [];
  if (traceId === undefined || spanId === undefined) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: Number.parseInt(flags, 16) });
};

const parentOf = (span: Span): string => {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
};

/** Sends traces to a collector, OTLP over HTTP with JSON. */
export const openTelemetry = ({ endpoint, serviceName }: TracingSettings): Tracing => {
  const ids = new Ids();
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: PATIENCE_MS });
  const waiting = { exporter, scheduledDelayMillis: EVERY_MS, exportTimeoutMillis: PATIENCE_MS };
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'process.pid': process.pid }),
    idGenerator: ids,
    spanProcessors: [new BatchSpanProcessor(waiting)],
  });
  const tracer = provider.getTracer('reserve-pool');
  return {
    begin(name: string, { parent, traceId, since, attributes = {} }: Belonging): Stretch {
      ids.next = traceId;
      const startTime = since === undefined ? {} : { startTime: since };
      const span = tracer.startSpan(name, { attributes, ...startTime }, contextOf(parent));
      return {
        trace: parentOf(span),
        end: (told = {}) => span.setAttributes(told).end(),
      };
    },
    close: () => provider.shutdown().catch(() => undefined),
  };
};
