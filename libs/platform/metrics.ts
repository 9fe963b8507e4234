import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** All metrics of the process. Labels carry role, system code and outcome only: never an id, a value or a text. */
export const registry = new Registry();

/** Process figures (memory, event loop), collected once per process. */
export function collectProcessMetrics(): void {
  if (registry.getSingleMetric('process_cpu_seconds_total') === undefined)
    collectDefaultMetrics({ register: registry });
}

/** A counter `lienthong_<noun>_total`. */
export function counter<Label extends string>(
  name: string,
  help: string,
  labelNames: readonly Label[],
): Counter<Label> {
  return new Counter({ name, help, labelNames: [...labelNames], registers: [registry] });
}

/** A gauge `lienthong_<noun>_<unit>`. */
export function gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[]): Gauge<Label> {
  return new Gauge({ name, help, labelNames: [...labelNames], registers: [registry] });
}

/** A histogram in seconds. */
export function histogram<Label extends string>(
  name: string,
  help: string,
  labelNames: readonly Label[],
): Histogram<Label> {
  return new Histogram({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
  });
}
