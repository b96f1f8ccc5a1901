/** The facts at the top of every format: what ran, with what, where and when. */
import type { Report } from '../../contract/index.ts';
import { formatAmount } from '../measure/format.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** What a reader has to know before the numbers; the values hold text of others. */
export function factsOf(report: Report): Fact[] {
  return [
    { name: 'model', value: describeModel(report.model) },
    { name: 'engine', value: describeEngine(report.engine) },
    { name: 'machine', value: describeMachine(report.environment) },
    { name: 'cases', value: describeFixtures(report) },
    { name: 'run', value: describeRun(report) },
  ];
}

function describeModel({ id, quantization, bytes, sha256 }: Report['model']): string {
  const size = bytes === null ? '' : formatAmount(bytes, 'bytes');
  return [id, quantization ?? '', size, sha256 === null ? 'not hashed' : `sha256 ${sha256.slice(0, 12)}`]
    .filter((part) => part !== '')
    .join(', ');
}

function describeEngine({ name, version, build, threads, device }: Report['engine']): string {
  const workers = threads === null ? '' : `, ${threads} thread${threads === 1 ? '' : 's'}`;
  return `${name} ${version} (${build}), ${device}${workers}`;
}

function describeMachine({ os, arch, cpu, cores, memoryBytes, node, runner }: Report['environment']): string {
  const label = runner === undefined ? '' : ` (${runner})`;
  return `${os} ${arch}${label}, ${cpu}, ${cores} core${cores === 1 ? '' : 's'}, ${formatAmount(memoryBytes, 'bytes')}, Node ${node}`;
}

function describeFixtures({ fixtures, shards }: Report): string {
  const parts = shards.some(({ count }) => count > 1)
    ? `, part ${shards.map(({ index, count }) => `${index}/${count}`).join(' ')}`
    : '';
  return `${fixtures.cases} from ${fixtures.files.length} file${fixtures.files.length === 1 ? '' : 's'}, sha256 ${fixtures.sha256.slice(0, 12)}${parts}`;
}

function describeRun({ startedAt, timings, settings, tool }: Report): string {
  const load = timings.loadMs === null ? '' : ` (load ${formatAmount(timings.loadMs, 'ms')})`;
  const start = `${startedAt.slice(0, 16).replace('T', ' ')} UTC`;
  const attempts = `${settings.repeat} attempt${settings.repeat === 1 ? '' : 's'} a case`;
  return `${start}, ${formatAmount(timings.totalMs, 'ms')}${load}, ${attempts}, seed ${settings.seed}, temperature ${settings.temperature}, policy ${settings.policy}, ${tool.name} ${tool.version}`;
}
