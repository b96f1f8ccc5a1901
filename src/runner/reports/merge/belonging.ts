/** Whether reports belong together: only shares of one and the same run do. */
import type { Report } from '../../../contract/index.ts';
import type { Diagnostic } from '../../../diagnostics/index.ts';

/** A report and where it comes from. */
export interface NamedReport {
  readonly file: string;
  readonly report: Report;
}

/** What has to be equal, and what it is called. */
const identity: readonly (readonly [name: string, of: (report: Report) => unknown])[] = [
  ['suite', ({ suite }) => suite],
  ['model', ({ model }) => model.id],
  ['sha256 of the model', ({ model }) => model.sha256],
  ['sha256 of the fixtures', ({ fixtures }) => fixtures.sha256],
  ['engine', ({ engine }) => `${engine.name} ${engine.version} (${engine.build}) on ${engine.device}`],
  ['release of pipewright', ({ tool }) => tool.version],
  ['number of repeats', ({ settings }) => settings.repeat],
  ['seed', ({ settings }) => settings.seed],
  ['temperature', ({ settings }) => settings.temperature],
  ['confidence', ({ settings }) => settings.confidence],
  ['policy', ({ settings }) => settings.policy],
  ['number of shards', ({ shards }) => [...new Set(shards.map(({ count }) => count))].join(' and ')],
  ['baseline', ({ baseline }) => baseline && `${baseline.modelId} of ${baseline.startedAt}`],
];

/** Why reports can't become one; empty when they can. */
export function mixtureProblems(named: readonly NamedReport[]): Diagnostic[] {
  const [first, ...others] = named;
  if (!first)
    return [
      {
        severity: 'error',
        code: 'no-reports',
        message: 'there are no reports to merge',
        hint: 'name files, or folders with them',
      },
    ];
  const differences = others.flatMap((other) =>
    identity.flatMap(([name, of]) => {
      const [wanted, found] = [of(first.report), of(other.report)];
      return wanted === found
        ? []
        : [difference(name, { file: first.file, value: wanted }, { file: other.file, value: found })];
    }),
  );
  return [...differences, ...differentLimits(named), ...doubledShards(named), ...doubledCases(named)];
}

type Side = { readonly file: string; readonly value: unknown };

const difference = (name: string, first: Side, other: Side): Diagnostic => ({
  severity: 'error',
  code: 'mixed-reports',
  message: `${other.file} does not belong to ${first.file}: another ${name}, ${show(other.value)} and not ${show(first.value)}`,
  hint: 'merge only the shards of one run; `pipewright report compare` sets different models side by side',
});

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'none';
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
};

/** A gate that nothing in a shard is about is not in its report; those that two have must ask for the same. */
function differentLimits(named: readonly NamedReport[]): Diagnostic[] {
  const seen = new Map<string, Side>();
  return named.flatMap(({ file, report }) =>
    report.gates.flatMap(({ id, comparison, threshold }) => {
      const limit = { file, value: `${comparison} ${threshold}` };
      const before = seen.get(id) ?? limit;
      seen.set(id, before);
      return before.value === limit.value ? [] : [difference(`limit of the gate ${id}`, before, limit)];
    }),
  );
}

function doubledShards(named: readonly NamedReport[]): Diagnostic[] {
  const seen = new Map<string, string>();
  return named.flatMap(({ file, report }) =>
    report.shards.flatMap(({ index, count }): Diagnostic[] => {
      const shard = `${index}/${count}`;
      const before = seen.get(shard);
      seen.set(shard, file);
      const message = `shard ${shard} is there twice: ${before} and ${file}`;
      return before === undefined
        ? []
        : [{ severity: 'error', code: 'doubled-shard', message, hint: 'leave one of the two out' }];
    }),
  );
}

function doubledCases(named: readonly NamedReport[]): Diagnostic[] {
  const seen = new Map<string, string>();
  const doubled = named.flatMap(({ file, report }) =>
    report.cases.flatMap(({ id }) => {
      const before = seen.get(id);
      seen.set(id, file);
      return before === undefined ? [] : [`${id} (${before} and ${file})`];
    }),
  );
  if (doubled.length === 0) return [];
  const more = doubled.length > 5 ? `, and ${doubled.length - 5} more` : '';
  const message = `cases are there twice: ${doubled.slice(0, 5).join(', ')}${more}`;
  return [{ severity: 'error', code: 'doubled-case', message, hint: 'each case belongs to one shard' }];
}
