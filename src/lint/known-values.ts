/** The values that something can have when the workflow runs, where all of them are known. */
import { resolveShape } from '../expressions/known-properties.ts';
import { type Document, events as knownEvents } from '../model/index.ts';
import { fieldsOf, sameName, textsOf } from './data-shapes.ts';
import { isScalar, valuesOf } from './matrix-values.ts';
import { eventsOf, inputsOf } from './references.ts';
import type { ParsedSite } from './rule.ts';

/** The texts that an access can yield; undefined when it can be anything. */
export function knownValues(
  path: readonly string[],
  site: ParsedSite,
  document: Document,
): readonly string[] | undefined {
  if (path.includes('*')) return undefined;
  const [context = '', name = ''] = path.map((each) => each.toLowerCase());
  if (context === 'inputs') return choicesOf(name, document);
  if (context === 'matrix') return axisValues(path.slice(1), site);
  if (context === 'github' && name === 'event_name') return startingEvents(document);
  const resolved = resolveShape(path, eventsOf(document));
  if (!resolved.found || resolved.shape.kind !== 'string' || !resolved.shape.values) return undefined;
  // What an event's payload does not have is empty.
  return context === 'github' ? [...resolved.shape.values, ''] : resolved.shape.values;
}

/** A reusable workflow sees the event of its caller; so does an action. */
function startingEvents(document: Document): readonly string[] {
  const events = eventsOf(document);
  return events.length === 0 || events.includes('workflow_call') ? Object.keys(knownEvents) : events;
}

/** Of a `choice` input: empty when another event started the run. */
function choicesOf(name: string, document: Document): readonly string[] | undefined {
  const definitions = (inputsOf(document) ?? []).filter(([each]) => sameName(each, name)).map(([, each]) => each);
  const closed =
    definitions.length > 0 &&
    definitions.every(({ type, options }) => type === 'choice' && textsOf(options).length > 0);
  return closed ? [...definitions.flatMap(({ options }) => textsOf(options)), ''] : undefined;
}

/** Whether every definition of the input makes it a boolean, which never equals a text. */
export function isBooleanInput([context, name]: readonly string[], document: Document): boolean {
  if (context?.toLowerCase() !== 'inputs' || document.kind === 'action') return false;
  const definitions = (inputsOf(document) ?? []).filter(([each]) => sameName(each, name));
  return definitions.length > 0 && definitions.every(([, { type }]) => type === 'boolean');
}

function axisValues(path: readonly string[], { job }: ParsedSite): readonly string[] | undefined {
  const matrix = job?.strategy?.matrix;
  if (!matrix) return undefined;
  const { values, open } = valuesOf(matrix, path);
  if (open || values.length === 0 || !values.every(isScalar)) return undefined;
  // A key that only some entries have is empty in the others.
  const everywhere = path.length === 1 && Object.keys(fieldsOf(matrix.axes)).some((axis) => sameName(axis, path[0]));
  return [...values.map((value) => String(value ?? '')), ...(everywhere ? [] : [''])];
}
