/** Says what the `github` context holds for a pull request. */
import { anything, type Outcome, oneOf, textFrom } from './evaluate.ts';
import type { Known } from './knowledge.ts';
import { labelFacts } from './label-facts.ts';
import type { PlanEvent } from './plan-event.ts';
import { baseOf, shortRef } from './refs.ts';
import type { Triggering } from './triggering.ts';

const route = 'github.event.pull_request';
/** The activities in which a pull request can't be merged yet, so that its run stands on the trial merge. */
const open: readonly string[] = [
  'opened',
  'synchronize',
  'reopened',
  'ready_for_review',
  'converted_to_draft',
  'labeled',
  'unlabeled',
];

export function pullRequestFacts(event: PlanEvent, { activities }: Triggering): Known {
  const [base, head] = [baseOf(event), event.branch === undefined ? undefined : shortRef(event.branch)];
  const isOpen = event.merged === false || (activities?.every((each) => open.includes(each)) ?? false);
  return {
    'github.base_ref': oneOf(base),
    [`${route}.base.ref`]: oneOf(base),
    'github.head_ref': head === undefined ? textFrom('') : oneOf(head),
    [`${route}.head.ref`]: head === undefined ? textFrom('') : oneOf(head),
    ...refOf(event, base, isOpen),
    ...stateOf(event, isOpen),
    ...headRepository(event),
    ...labelFacts(route, event, activities),
  };
}

function refOf({ event }: PlanEvent, base: string, isOpen: boolean): Known {
  if (event === 'pull_request_target') {
    const names = { 'github.ref': oneOf(`refs/heads/${base}`), 'github.ref_name': oneOf(base) };
    return { ...names, 'github.ref_type': oneOf('branch') };
  }
  return isOpen ? { 'github.ref': textFrom('refs/pull/'), 'github.ref_type': oneOf('branch') } : {};
}

const when = (value: string | boolean | undefined, otherwise: Outcome = anything): Outcome =>
  value === undefined ? otherwise : oneOf(value);

function stateOf({ title, draft, merged, actor, action }: PlanEvent, isOpen: boolean): Known {
  return {
    [`${route}.title`]: when(title),
    [`${route}.draft`]: when(draft),
    [`${route}.merged`]: when(merged, isOpen ? oneOf(false) : anything),
    ...(action === 'opened' && actor !== undefined ? { [`${route}.user.login`]: oneOf(actor) } : {}),
  };
}

/** A pull request from the repository itself has that as its head. */
function headRepository({ fork, repository }: PlanEvent): Known {
  if (fork === undefined) return {};
  const own = !fork && repository !== undefined ? { [`${route}.head.repo.full_name`]: oneOf(repository) } : {};
  return { [`${route}.head.repo.fork`]: oneOf(fork), ...own };
}
