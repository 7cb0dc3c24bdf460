import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { register } from 'prom-client';
import './metrics.js';

const METRIC = /\b(?:reserve_pool|process|nodejs)_[a-z0-9_]+/g;
const read = (file: string): string =>
  readFileSync(join(import.meta.dirname, '../../../../docker', file), 'utf8');

it.each(['grafana/reserve-pool.json', 'prometheus/alerts.yml'])(
  '%s asks for figures that are given',
  (file) => {
    const given = new Set(register.getMetricsAsArray().map(({ name }) => name));
    const asked = [...new Set(read(file).match(METRIC))];
    const unknown = asked.filter(
      (name) => !given.has(name) && !given.has(name.replace(/_(bucket|count|sum)$/, '')),
    );
    expect(unknown).toEqual([]);
    expect(asked.length).toBeGreaterThan(4);
  },
);
