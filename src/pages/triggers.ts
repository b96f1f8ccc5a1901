/** The events that start a workflow, in words. */

import { bullets, code, codes, escapeText, inWords, prose, section } from '../markup/markdown.ts';
import type { Cron, Trigger } from '../model/index.ts';
import { calledByWorkflows } from './call-interface.ts';
import { eventName } from './event-names.ts';
import type { Section } from './page.ts';
import { cronWords } from './schedule-words.ts';
import { calledFromOutside, startedByHand } from './start-commands.ts';

export const triggers: Section = (subject) => {
  const { workflow } = subject;
  return section(
    '## Triggers',
    bullets(workflow.on.flatMap(describeTrigger)),
    startedByHand(subject),
    calledFromOutside(subject),
    calledByWorkflows(subject),
  );
};

/** A line for an event, or for each time of a schedule. */
export function describeTrigger(trigger: Trigger): string[] {
  const title = `**${eventName(trigger.event).title}**`;
  if (trigger.schedule) return trigger.schedule.map((cron) => `${title}: ${describeCron(cron)}`);
  const details = [activities(trigger), followed(trigger), refs(trigger), versions(trigger), paths(trigger)];
  const line = `${title} ${details.filter((each) => each !== '').join(', ')}`.trim();
  return [withDoc(line, trigger.doc)];
}

function describeCron({ cron, timezone = 'UTC', doc }: Cron): string {
  const words = cronWords(cron);
  const zone = escapeText(timezone);
  if (words === undefined) return withDoc(`${code(cron)}, ${zone}`, doc);
  // The zone belongs to a time, and else to all of it.
  return withDoc(`${words}${/\d$/.test(words) ? '' : ','} ${zone} (${code(cron)})`, doc);
}

const withDoc = (line: string, doc: string | undefined): string =>
  doc === undefined ? line : `${line}: ${prose(doc)}`;

/** What GitHub takes where nothing is said. */
const usualTypes = (event: string): readonly string[] =>
  /^pull_request(?:_target)?$/.test(event) ? ['opened', 'reopened', 'synchronize'] : [];

function activities({ event, types = usualTypes(event) }: Trigger): string {
  if (event === 'repository_dispatch') return types.length > 0 ? `with type ${inWords(types.map(code), 'or')}` : '';
  const words = types.map((type) =>
    type === 'synchronize' ? 'updated' : escapeText(String(type).replaceAll('_', ' ')),
  );
  return inWords(words, 'or');
}

const followed = ({ workflows = [] }: Trigger): string =>
  workflows.length === 0 ? '' : `of ${inWords(workflows.map(escapeText), 'or')}`;

function refs(trigger: Trigger): string {
  const { event, branches, branchesIgnore, tags, tagsIgnore } = trigger;
  const verb = event === 'push' ? 'to' : event === 'workflow_run' ? 'on' : 'into';
  const parts = [
    branches && `${verb} ${branches.length === 1 ? 'branch' : 'branches'} ${codes(branches)}`,
    branchesIgnore && `${verb} any branch but ${codes(branchesIgnore)}`,
    tags && `of ${tags.length === 1 ? 'tag' : 'tags'} ${codes(tags)}`,
    tagsIgnore && `of any tag but ${codes(tagsIgnore)}`,
  ];
  return inWords(
    parts.filter((part) => part !== undefined),
    'or',
  );
}

const versions = ({ names, versions: given }: Trigger): string =>
  [names && `of ${codes(names)}`, given && `in version ${codes(given)}`].filter(Boolean).join(' ');

function paths({ paths: given, pathsIgnore }: Trigger): string {
  if (given) return `when ${given.length > 1 ? 'any of ' : ''}${codes(given)} changes`;
  return pathsIgnore ? `unless only ${codes(pathsIgnore)} changes` : '';
}
