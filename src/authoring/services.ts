/** The containers beside a job, with their health checks. */
import type { Container } from '../model/index.ts';
import type { HealthOptions } from './fields.ts';
import { named, renderValue, requireOptions } from './render.ts';
import type { Scope } from './scope.ts';

export function renderServices(
  services: unknown,
  scope: Scope,
): { readonly services?: Readonly<Record<string, Container>> } {
  if (services === undefined) return {};
  const entries = Object.entries(requireOptions('services', services)).map(([name, service]) => {
    if (typeof service !== 'object' || service === null || !('health' in service)) {
      return [name, named<Container>(renderValue(service, scope) ?? null, 'image')] as const;
    }
    const { health, ...rest } = service as { readonly health: HealthOptions };
    const container = renderValue(rest, scope) as unknown as Container;
    return [
      name,
      { ...container, options: [container.options, healthOptions(health)].filter(Boolean).join(' ') },
    ] as const;
  });
  return { services: Object.fromEntries(entries) };
}

/** The options of `docker create` for a health check. */
function healthOptions({ command, interval = '10s', timeout = '5s', retries = 5, startPeriod }: HealthOptions): string {
  const quoted = `"${command.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const start = startPeriod ? ` --health-start-period ${startPeriod}` : '';
  return `--health-cmd ${quoted} --health-interval ${interval} --health-timeout ${timeout} --health-retries ${retries}${start}`;
}
