/**
 * Real models in CI: fetches each model once, keeps it in the cache, and proves on every run that the file is whole.
 */
import {
  and,
  cancelled,
  type Expr,
  eq,
  event,
  fallback,
  fromJSON,
  inputs,
  job,
  matrix,
  ne,
  not,
  or,
  run,
  runner,
  sh,
  success,
  text,
  when,
  workflow,
} from 'pipewright';
import { z } from 'zod';
import { cacheRestore, cacheSave, downloadArtifact, uploadArtifact } from '../generated/actions/index.ts';

const model = z.object({ id: z.string(), repository: z.string(), file: z.string() });
const small = {
  id: 'qwen-0.5b-q4',
  repository: 'Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF',
  file: 'qwen2.5-coder-0.5b-instruct-q4_k_m.gguf',
} satisfies z.input<typeof model>;
const medium = {
  id: 'qwen-1.5b-q4',
  repository: 'Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF',
  file: 'qwen2.5-coder-1.5b-instruct-q4_k_m.gguf',
} satisfies z.input<typeof model>;

const options = inputs({
  model_size: {
    type: 'choice',
    options: ['both', '0.5B', '1.5B'],
    default: 'both',
    description: 'Which models the CPU jobs use',
  },
  test_suite: {
    type: 'choice',
    options: ['all', 'cpu-only', 'mlx-only'],
    default: 'all',
    description: 'Which jobs run',
  },
});
const nightly = '0 2 * * 1-6';
const sunday = '0 2 * * 0';

type ModelText = Expr<string, 'matrix'>;
interface ModelFields {
  readonly id: string | ModelText;
  readonly repository: string | ModelText;
  readonly file: string | ModelText;
}

const folder = '.models';
const cacheKey = (each: ModelFields) => text`model-v1-${runner.os}-${each.id}-${each.file}`;

/** Fetches a model unless the cache has it, and leaves its checksum beside it. */
function provide(each: ModelFields) {
  const restore = cacheRestore({ path: folder, key: cacheKey(each) }, { name: 'Restore the model' });
  const missed = ne(restore.outputs['cache-hit'], 'true');
  return [
    restore,
    run(
      sh`
        mkdir -p ${folder}
        curl --fail --location --retry 5 --retry-all-errors --continue-at - --output "${folder}/${each.file}.part" \
          "https://huggingface.co/${each.repository}/resolve/main/${each.file}"
        test "$(head -c 4 "${folder}/${each.file}.part")" = GGUF
        mv "${folder}/${each.file}.part" "${folder}/${each.file}"
        cd ${folder}
        shasum -a 256 ${each.file} > checksum.txt
      `,
      { name: 'Fetch the model', if: missed, doc: 'An error page is no model: the file must start as GGUF does.' },
    ),
    run(sh`cd ${folder} && shasum -a 256 --check checksum.txt`, {
      name: 'Verify the model',
      doc: 'A cache hit is verified too.',
    }),
    cacheSave(
      { path: folder, key: cacheKey(each) },
      {
        name: 'Keep the model',
        if: missed,
        doc: 'The model with its checksum: hundreds of MB that the next run need not fetch.',
      },
    ),
    uploadArtifact(
      {
        name: text`model-${runner.os}-${each.id}`,
        path: `${folder}/checksum.txt`,
        'if-no-files-found': 'error',
        'retention-days': 30,
      },
      { name: 'Report the checksum' },
    ),
  ];
}

const troubleshooting = {
  '`Fetch the model` fails': 'Hugging Face is down, or limits requests: run the failed jobs again in an hour.',
  '`Verify the model` fails':
    'The file in the cache is damaged: `gh cache list`, `gh cache delete <key>`, then run the failed jobs again.',
};

const chosen = when(
  eq(options.model_size, '0.5B'),
  JSON.stringify([small]),
  when(eq(options.model_size, '1.5B'), JSON.stringify([medium]), JSON.stringify([small, medium])),
);
const models = matrix({ model: fromJSON(chosen, z.array(model)) }, { failFast: false });

const cpu = job('cpu-inference', {
  name: text`CPU inference (${models.model.id})`,
  doc: 'Fetches each model once, and proves that it is whole. Both on every run, unless a dispatch asks for one.',
  if: ne(options.test_suite, 'mlx-only'),
  matrix: models,
  runsOn: 'ubuntu-24.04',
  timeoutMinutes: 60,
  troubleshooting,
  steps: provide(models.model),
});

const mlx = job('mlx-inference', {
  name: 'MLX inference',
  doc: 'The same on a Mac, with one model. Its minutes cost ten times as much: once a week, and when somebody asks for it.',
  if: or(eq(event('schedule').schedule, sunday), eq(options.test_suite, 'all'), eq(options.test_suite, 'mlx-only')),
  runsOn: 'macos-15',
  timeoutMinutes: 45,
  troubleshooting,
  steps: provide(medium),
});

const quality = job('quality-validation', {
  name: 'Quality validation',
  doc: 'Fails when a model that CI used is not the one that was fetched first.',
  needs: [cpu],
  if: and(success(), ne(options.test_suite, 'mlx-only')),
  runsOn: 'ubuntu-24.04',
  timeoutMinutes: 10,
  troubleshooting: {
    'It says `more than one file is called …`':
      'The model has changed where it comes from, and a cache holds the older one: delete the caches of the models, then run all jobs again.',
  },
  steps: [
    downloadArtifact({ pattern: 'model-*', path: 'checksums' }, { name: 'Collect the checksums' }),
    run(
      sh`
        {
          echo '# Models'
          echo
          echo '| model | sha256 |'
          echo '| --- | --- |'
          for file in checksums/*/checksum.txt; do
            read -r sum name < "$file"
            printf '| %s | %s |\n' "$name" "$sum"
          done
        } > models.md
        different="$(cat checksums/*/checksum.txt | sort -u | awk '{ print $2 }' | uniq -d)"
        test -z "$different" || { echo "::error::more than one file is called $different"; exit 1; }
      `,
      { name: 'Compare the checksums' },
    ),
    uploadArtifact(
      { name: 'quality-report', path: 'models.md', 'if-no-files-found': 'error', 'retention-days': 90 },
      { name: 'Keep the report' },
    ),
  ],
});

const summary = job('summary', {
  name: 'Summary',
  doc: 'The one required check: red when any job before it is red.',
  if: not(cancelled()),
  runsOn: 'ubuntu-24.04',
  timeoutMinutes: 5,
  troubleshooting: { 'It says `a job ended with: …`': 'Its table names the job: look there.' },
  steps: [
    run(
      sh`
        {
          echo '| job | result |'
          echo '| --- | --- |'
          echo "| cpu-inference | ${cpu.result} |"
          echo "| mlx-inference | ${mlx.result} |"
          echo "| quality-validation | ${quality.result} |"
        } >> "$GITHUB_STEP_SUMMARY"
        for result in ${cpu.result} ${mlx.result} ${quality.result}; do
          case "$result" in
            success | skipped) ;;
            *) echo "::error::a job ended with: $result"; exit 1 ;;
          esac
        done
      `,
      { name: 'Judge the results' },
    ),
  ],
});

export default workflow({
  name: 'Inference',
  doc: 'Tests with real models, at night and when what they depend on has changed.',
  runName: text`Inference (${fallback(options.test_suite, 'all')})`,
  on: {
    schedule: [{ cron: nightly }, { cron: sunday }],
    push: {
      branches: ['main'],
      paths: [
        'src/gguf/**',
        'src/models/**',
        'src/runner/**',
        'pipelines/inference.ts',
        '.github/workflows/inference.yml',
      ],
    },
    workflowDispatch: { inputs: options },
  },
  jobs: [cpu, mlx, quality, summary],
});
