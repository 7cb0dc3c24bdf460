import type { Variable } from './reading.js';
import { webAddress } from './readings.js';

/** Where traces go; named as OpenTelemetry names them. */
export const TRACING_VARIABLES = {
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    fallback: '—',
    zh: '链路追踪采集器地址（OTLP，HTTP）；不设则不追踪',
    en: 'collector that traces are sent to (OTLP over HTTP); unset traces nothing',
    read: webAddress,
  },
  OTEL_SERVICE_NAME: {
    fallback: 'reserve-pool',
    zh: '本服务在链路追踪中的名称',
    en: 'name of this service in traces',
    read: (text) => ({ value: text ?? 'reserve-pool' }),
  },
} as const satisfies Record<string, Variable>;
