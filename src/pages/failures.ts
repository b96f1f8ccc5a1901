/** What to do when a run fails: what the authors know, and how to look. */
import { posix } from 'node:path';
import { block, codes, prose, section, table } from '../markup/markdown.ts';
import type { Job } from '../model/index.ts';
import type { Section } from './page.ts';
import { shellWord } from './shell-word.ts';

export const failures: Section = ({ workflow: { jobs }, path }) => {
  const rows = remediesOf(jobs).map(({ ids, symptom, remedy }) => [codes(ids), prose(symptom), prose(remedy)]);
  const commands = [
    `gh run list --workflow ${shellWord(posix.basename(path))} --limit 5`,
    'gh run view --log-failed   # asks which run, shows the steps that failed',
    'gh run rerun --failed      # asks which run, repeats its failed jobs',
  ];
  return section(
    '## When a job fails',
    rows.length === 0 ? '' : table(['Job', 'What you see', 'What to do'], rows),
    block('sh', commands.join('\n')),
  );
};

interface Remedy {
  readonly symptom: string;
  readonly remedy: string;
  readonly ids: readonly string[];
}

/** What several jobs say is said once. */
function remediesOf(jobs: readonly Job[]): Remedy[] {
  const found = new Map<string, Remedy>();
  for (const { id, troubleshooting = {} } of jobs) {
    for (const [symptom, remedy] of Object.entries(troubleshooting)) {
      const key = JSON.stringify([symptom, remedy]);
      found.set(key, { symptom, remedy, ids: [...(found.get(key)?.ids ?? []), id] });
    }
  }
  return [...found.values()];
}
