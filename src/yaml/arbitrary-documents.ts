/** Arbitrary workflows and actions, valid by construction. */
import fc from 'fast-check';
import {
  type CompositeAction,
  type Data,
  events,
  type Job,
  permissionScopes,
  type Step,
  type Trigger,
  type Workflow,
} from '../model/index.ts';
import { anyText, conditions, mixedText, scalars, someText } from './arbitrary-text.ts';

/** GitHub's parser stumbles over what every object of JavaScript has, such as `valueOf`; JavaScript sorts numbers to the front. */
const isName = (name: string): boolean => !(name in Object.prototype) && !/^\d+$/.test(name);
const identifiers = fc.stringMatching(/^[a-z_][a-zA-Z0-9_-]{0,8}$/).filter(isName);
const names = fc.oneof(identifiers, someText.filter(isName));
/** GitHub ignores the case of keys: two that differ by it alone are one key twice. */
const record = <T>(value: fc.Arbitrary<T>, keys: fc.Arbitrary<string> = names): fc.Arbitrary<Record<string, T>> =>
  fc
    .uniqueArray(fc.tuple(keys, value), { maxLength: 3, selector: ([key]) => key.toLowerCase() })
    .map((entries) => Object.fromEntries(entries));
const some = <T>(of: fc.Arbitrary<T>, maxLength = 3): fc.Arbitrary<T[]> => fc.array(of, { minLength: 1, maxLength });
const optional = <T extends object>(required: { [K in keyof T]: fc.Arbitrary<T[K]> }, ...keys: (keyof T & string)[]) =>
  fc.record<T, keyof T>(required, { requiredKeys: keys });

const env = record(scalars);
const minutes = fc.oneof(fc.integer({ min: 1, max: 360 }), fc.constant('${{ fromJSON(vars.MINUTES) }}'));
const switches = fc.oneof(fc.boolean(), fc.constant("${{ github.ref == 'a: b' }}"));
const docs = fc.option(anyText, { nil: undefined, freq: 3 });

const data: fc.Arbitrary<Data> = fc.letrec<{ value: Data }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 2 },
    scalars,
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    record(tie('value')),
  ),
})).value;

const permissions = fc.oneof(
  fc.constantFrom('read-all', 'write-all'),
  fc.constant({}),
  fc
    .constantFrom(...Object.entries(permissionScopes))
    .chain(([scope, levels]) => fc.constantFrom<string>(...levels).map((level) => ({ [scope]: level }))),
);
const concurrency = optional(
  { group: someText, cancelInProgress: switches, queue: fc.constantFrom('single', 'max') },
  'group',
).filter(
  // Nothing waits in a group that cancels what runs.
  ({ cancelInProgress, queue }) => cancelInProgress === undefined || queue !== 'max',
);
const defaults = optional({ run: optional({ shell: someText, workingDirectory: someText }) }, 'run');

const patterns = some(someText);
const filtersOf: Record<string, fc.Arbitrary<readonly string[]>> = Object.fromEntries(
  ['branches', 'branchesIgnore', 'tags', 'tagsIgnore', 'paths', 'pathsIgnore', 'workflows', 'names', 'versions'].map(
    (key) => [key, patterns],
  ),
);
const camelCase = (key: string): string => key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const described = { description: anyText, required: fc.boolean(), doc: docs };
const typedInputs = fc.oneof(
  optional({ ...described, type: fc.constant('string'), default: anyText }, 'type'),
  optional({ ...described, type: fc.constant('boolean'), default: fc.boolean() }, 'type'),
  optional({ ...described, type: fc.constant('number'), default: fc.integer() }, 'type'),
);
const dispatchInputs = fc.oneof(
  typedInputs,
  optional({ ...described, type: fc.constant('environment') }, 'type'),
  optional(
    { ...described, type: fc.constant('choice'), options: fc.uniqueArray(someText, { minLength: 1, maxLength: 4 }) },
    'type',
    'options',
  ),
);
const calls = optional({
  inputs: record(typedInputs, identifiers),
  secrets: record(optional(described), identifiers),
  outputs: record(
    optional({ description: anyText, value: mixedText.map((text) => text.replaceAll('vars.', 'github.')) }, 'value'),
    identifiers,
  ),
});
const dispatches = optional({ inputs: record(dispatchInputs, identifiers) });
const crons = some(
  optional(
    { cron: fc.constantFrom('0 2 * * *', '*/5 1-3 * 1,2 mon'), timezone: fc.constant('Europe/Berlin'), doc: docs },
    'cron',
  ),
);

const triggers = fc.constantFrom(...Object.keys(events)).chain((event): fc.Arbitrary<Trigger> => {
  const { types, filters } = events[event as keyof typeof events] as {
    types: readonly string[];
    filters: readonly string[];
  };
  const base = { kind: fc.constant('trigger' as const), event: fc.constant(event), doc: docs };
  if (event === 'schedule') return fc.record({ ...base, schedule: crons });
  if (event === 'workflow_call') return fc.tuple(fc.record(base), calls).map(([a, b]) => ({ ...a, ...b }));
  if (event === 'workflow_dispatch') return fc.tuple(fc.record(base), dispatches).map(([a, b]) => ({ ...a, ...b }));
  const own = Object.fromEntries(
    filters.flatMap((filter) => {
      const arbitrary = filter === 'types' ? patterns : filtersOf[camelCase(filter)];
      return arbitrary && !filter.endsWith('-ignore') ? [[camelCase(filter), arbitrary] as const] : [];
    }),
  );
  const activity = types.length > 0 ? { types: fc.subarray([...types], { minLength: 1 }) } : {};
  return fc.record({ ...base, ...own, ...activity }, { requiredKeys: ['kind', 'event'] }) as fc.Arbitrary<Trigger>;
});

const container = optional(
  {
    image: someText,
    credentials: fc.record({ username: someText, password: fc.constant('${{ secrets.PASSWORD }}') }),
    env,
    ports: some(fc.oneof(fc.integer({ min: 1, max: 65535 }), fc.constant('8080:80'), fc.constant('53:53/udp'))),
    volumes: some(fc.constantFrom('/data', 'named:/data', '/a: b:/c')),
    options: fc.constantFrom('--cpus 1', '--health-cmd "pg_isready -U \'x\'" --health-interval 10s'),
  },
  'image',
);
const service = fc
  .tuple(container, optional({ entrypoint: someText, command: someText }))
  .map(([base, more]) => ({ ...base, ...more }));

const matrix = fc
  .record(
    {
      kind: fc.constant('matrix' as const),
      axes: fc.oneof(
        fc.constant('${{ fromJSON(needs.plan.outputs.grid) }}'),
        record(
          fc.oneof(some(data), fc.constant('${{ fromJSON(vars.AXIS) }}')),
          names.filter((name) => !/^(?:in|ex)clude$/i.test(name)),
        ).filter((axes) => Object.keys(axes).length > 0),
      ),
      include: fc.oneof(some(record(data)), fc.constant('${{ fromJSON(vars.MORE) }}')),
      exclude: some(record(data)),
    },
    { requiredKeys: ['kind', 'axes'] },
  )
  .map(({ kind, axes, ...rest }) => (typeof axes === 'string' ? { kind, axes } : { kind, axes, ...rest }));
const strategy = optional({ matrix, failFast: switches, maxParallel: fc.integer({ min: 1, max: 256 }) }, 'matrix');

const active = { name: mixedText, if: conditions, timeoutMinutes: minutes, env, continueOnError: switches, doc: docs };
const runSteps = optional(
  {
    ...active,
    kind: fc.constant('run' as const),
    run: fc.oneof(someText, fc.constant('if [ -n "$X" ]; then\n  echo "a: b" # c\nfi\n')),
    shell: fc.constantFrom('bash', 'pwsh', 'perl {0}'),
    workingDirectory: someText,
    unsafe: record(anyText),
  },
  'kind',
  'run',
);
const usesSteps = optional(
  {
    ...active,
    kind: fc.constant('uses' as const),
    uses: fc.constantFrom(
      'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1',
      './.github/actions/setup',
      'docker://alpine:3.22',
    ),
    tag: fc.oneof(fc.constant('v7.0.1'), anyText),
    with: record(scalars),
  },
  'kind',
  'uses',
);
const activeSteps: fc.Arbitrary<Step> = fc.oneof(runSteps, usesSteps);
const waiting = { name: mixedText, continueOnError: fc.boolean(), doc: docs };
/** Steps in the background come with those that wait for them: a target has to exist. */
const backgroundSteps: fc.Arbitrary<Step[]> = fc
  .tuple(
    some(activeSteps, 2),
    fc.oneof(
      optional({ ...waiting, kind: fc.constant('wait-all' as const) }, 'kind'),
      optional(
        { ...waiting, kind: fc.constant('wait' as const), wait: fc.constantFrom('b-0', ['b-0']) },
        'kind',
        'wait',
      ),
      optional({ ...waiting, kind: fc.constant('cancel' as const), cancel: fc.constant('b-0') }, 'kind', 'cancel'),
    ),
  )
  .map(([steps, end]) => [
    ...steps.map((step, index) => ({ ...step, id: `b-${index}`, background: true }) as Step),
    end,
  ]);
const parallelSteps: fc.Arbitrary<Step> = optional(
  { kind: fc.constant('parallel' as const), parallel: some(activeSteps, 2), doc: docs },
  'kind',
  'parallel',
);
const steps: fc.Arbitrary<Step[]> = fc
  .tuple(
    some(fc.oneof({ weight: 4, arbitrary: activeSteps }, { weight: 1, arbitrary: parallelSteps })),
    fc.option(backgroundSteps, { nil: [] }),
  )
  .map(([first, second]) => [...first, ...second]);

const head = {
  name: mixedText,
  if: conditions,
  permissions,
  concurrency,
  strategy,
  doc: docs,
  troubleshooting: record(anyText),
};
const runsOn = fc.oneof(
  fc.constant('ubuntu-24.04'),
  someText,
  some(someText),
  optional({ group: someText, labels: fc.oneof(someText, some(someText)) }, 'group'),
);
const stepsJobs = optional(
  {
    ...head,
    kind: fc.constant('job' as const),
    runsOn,
    environment: optional({ name: someText, url: anyText, deployment: fc.boolean() }, 'name'),
    env,
    defaults,
    timeoutMinutes: minutes,
    cancelTimeoutMinutes: minutes,
    continueOnError: switches,
    container,
    services: record(service),
    snapshot: optional(
      { imageName: someText, version: fc.constantFrom('1.*', '2.*'), if: fc.constant("!startsWith(github.ref, 'x')") },
      'imageName',
    ),
    outputs: record(mixedText, identifiers),
    steps,
  },
  'kind',
  'runsOn',
  'steps',
);
const callJobs = optional(
  {
    ...head,
    kind: fc.constant('call' as const),
    uses: fc.constantFrom('./.github/workflows/deploy.yml', 'owner/repo/.github/workflows/x.yml@v1'),
    with: record(scalars),
    secrets: fc.oneof(fc.constant('inherit' as const), record(fc.constant('${{ secrets.TOKEN }}'), identifiers)),
  },
  'kind',
  'uses',
);
const anyJob = fc.oneof({ weight: 3, arbitrary: stepsJobs }, { weight: 1, arbitrary: callJobs });

/** The first job is `plan`; the others may need it and each other. */
const jobs: fc.Arbitrary<Job[]> = some(anyJob, 4).map((made) =>
  made.map((job, index): Job => {
    const needs = index === 0 ? [] : index === 1 ? ['plan'] : ['plan', 'job-1'];
    const id = index === 0 ? 'plan' : `job-${index}`;
    const whole = index === 0 && typeof job.strategy?.matrix?.axes === 'string' ? { strategy: { failFast: true } } : {};
    return { ...job, ...whole, id, ...(needs.length > 0 ? { needs } : {}) } as Job;
  }),
);

export const workflows = optional(
  {
    kind: fc.constant('workflow' as const),
    name: anyText,
    description: anyText,
    runName: mixedText,
    on: fc.uniqueArray(triggers, { minLength: 1, maxLength: 4, selector: ({ event }) => event }),
    permissions,
    env,
    defaults,
    concurrency,
    jobs,
    doc: docs,
  },
  'kind',
  'on',
  'jobs',
) as fc.Arbitrary<Workflow>;

const actionSteps = some(
  fc
    .oneof(runSteps, usesSteps)
    .map(({ timeoutMinutes: _, ...step }) => (step.kind === 'run' ? { ...step, shell: 'bash' } : step) as Step),
);
export const actions = optional(
  {
    kind: fc.constant('action' as const),
    id: fc.constant('setup'),
    name: someText,
    description: anyText,
    author: anyText,
    branding: optional({ icon: fc.constantFrom('box', 'code'), color: fc.constantFrom('gray-dark', 'blue') }),
    inputs: record(
      optional({ description: anyText, required: fc.boolean(), default: anyText, deprecationMessage: anyText }),
      identifiers,
    ),
    outputs: record(optional({ description: anyText, value: anyText }, 'value'), identifiers),
    steps: actionSteps,
    doc: docs,
  },
  'kind',
  'id',
  'name',
  'description',
  'steps',
) as fc.Arbitrary<CompositeAction>;
