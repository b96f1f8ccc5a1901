/** Reports a filter that the event does not have, and a schedule without a time. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { Trigger } from '../../model/index.ts';
import { kebabCase } from '../../model/spelling.ts';
import { fieldsOf, listOf, textsOf } from '../data-shapes.ts';
import { filtersOf } from '../event-facts.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml, spell } from '../spelling.ts';

const filters = [
  ...(['types', 'branches', 'branchesIgnore', 'tags', 'tagsIgnore', 'paths', 'pathsIgnore'] as const),
  ...(['workflows', 'names', 'versions', 'inputs', 'secrets', 'outputs'] as const),
];

export const unknownFilter: Rule = {
  id: 'unknown-filter',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#on
  why: 'Each event has its own filters: only `push` knows tags, and `issues` knows no branches. GitHub refuses a filter at the wrong event.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const trigger of document.kind === 'workflow' ? document.on : []) {
      for (const problem of problemsOf(trigger)) {
        yield { node: trigger, ...problem };
      }
    }
  },
};

type Problem = Pick<Finding, 'message' | 'path' | 'hint'>;

function* problemsOf(trigger: Trigger): Generator<Problem> {
  const known = filtersOf(trigger.event);
  if (!known) return;
  const names = known.map((name) => spell(trigger, name));
  for (const key of filters) {
    if (trigger[key] === undefined || known.includes(kebabCase(key))) continue;
    const hint = names.length === 0 ? 'the event has no filters: check in the `if` of a job' : didYouMean(key, names);
    const path = `on.${trigger.event}.${kebabCase(key)}`;
    yield { message: `${trigger.event} has no filter "${spell(trigger, kebabCase(key))}"`, path, hint };
  }
  if (trigger.event === 'schedule' && !isSchedule(trigger)) {
    yield {
      message: 'schedule has no cron: it says nothing about when',
      path: 'on.schedule',
      hint: isYaml(trigger) ? "write - cron: '0 2 * * *' below it" : "write schedule: [{ cron: '0 2 * * *' }]",
    };
  }
}

const isSchedule = ({ schedule }: Trigger): boolean =>
  listOf(schedule).length > 0 && listOf(schedule).every((each) => textsOf(fieldsOf(each)['cron']).length === 1);
