/** Reports a filter that the event does not have, and filters that exclude each other. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { Trigger } from '../../model/index.ts';
import { kebabCase } from '../../model/spelling.ts';
import { fieldsOf, listOf, textsOf } from '../data-shapes.ts';
import { filtersOf } from '../event-facts.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { spell } from '../spelling.ts';

const filters = [
  ...(['types', 'branches', 'branchesIgnore', 'tags', 'tagsIgnore', 'paths', 'pathsIgnore'] as const),
  ...(['workflows', 'names', 'versions', 'inputs', 'secrets', 'outputs'] as const),
];

export const unknownFilter: Rule = {
  id: 'unknown-filter',
  *check({ document }: LintInput): Generator<Finding> {
    for (const trigger of document.kind === 'workflow' ? document.on : []) {
      for (const problem of problemsOf(trigger)) {
        yield { node: trigger, key: trigger.event, path: `on.${trigger.event}`, ...problem };
      }
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint'>;

function* problemsOf(trigger: Trigger): Generator<Problem> {
  const known = filtersOf(trigger.event);
  if (!known) return;
  const names = known.map((name) => spell(trigger, name));
  for (const key of filters) {
    if (trigger[key] === undefined || known.includes(kebabCase(key))) continue;
    const hint = names.length === 0 ? 'the event has no filters: check in the `if` of a job' : didYouMean(key, names);
    yield { message: `${trigger.event} has no filter "${spell(trigger, kebabCase(key))}"`, hint };
  }
  for (const key of ['branches', 'tags', 'paths'] as const) {
    if (trigger[key] === undefined || trigger[`${key}Ignore`] === undefined) continue;
    const ignore = spell(trigger, `${key}-ignore`);
    yield {
      message: `${trigger.event} has both ${key} and ${ignore}, and GitHub allows one of them`,
      hint: `leave ${ignore} out, and write '!pattern' into ${key} behind the others`,
    };
  }
  if (trigger.event === 'schedule' && !isSchedule(trigger)) {
    yield {
      message: 'schedule has no cron: it says nothing about when',
      hint: "write schedule: [{ cron: '0 2 * * *' }]",
    };
  }
}

const isSchedule = ({ schedule }: Trigger): boolean =>
  listOf(schedule).length > 0 && listOf(schedule).every((each) => textsOf(fieldsOf(each)['cron']).length === 1);
