/** Reads a workflow or a composite action from YAML, as anyone may have written it, with the place of everything. */
import {
  type Diagnostic,
  formatRoute,
  type Part,
  type Route,
  type Source,
  type SourceLocation,
} from '../diagnostics/index.ts';
import type { Document } from '../model/index.ts';
import { type ParsedYaml, type Place, parseYaml } from '../yaml-document/index.ts';
import { type Comment, commentsOf, type Ignore } from './comments.ts';
import { type FileContext, isMap } from './fields.ts';
import { readAction, readWorkflow } from './read-document.ts';

export interface ReadResult {
  /** Undefined when the text is no YAML, or neither a workflow nor a composite action. */
  readonly document: Document | undefined;
  /** What could not be taken, each at its place. */
  readonly findings: readonly Diagnostic[];
  /** Every comment, also those that no node of the model keeps. */
  readonly comments: readonly Comment[];
  /** The rules that comments switch off, and where. */
  readonly ignores: readonly Ignore[];
  readonly yaml: ParsedYaml;
}

/**
 * Reads a file of `.github/workflows`, or an `action.yml`.
 *
 * @example
 * readYaml('on: push\njobs: {}\n', '.github/workflows/ci.yml').document?.kind; // 'workflow'
 */
export function readYaml(text: string, file: string): ReadResult {
  const yaml = parseYaml(text);
  const findings: Diagnostic[] = yaml.problems.map(({ message, line, column }) => ({
    severity: 'error',
    code: 'yaml-syntax',
    message,
    source: { file, line, column },
  }));
  const { comments, ignores, docAt, above, trailing } = commentsOf(yaml, text, file);
  const context: FileContext = {
    refuse: (route, { message, hint }) =>
      findings.push({
        severity: 'error',
        code: 'wrong-kind',
        message,
        source: { file, ...yaml.placeOfNode(route) },
        path: formatRoute(route),
        hint,
      }),
    nodeAt: (route) => ({ source: new YamlSource(file, yaml, route), ...docAt(route) }),
    above,
    trailing,
  };
  const document = yaml.data === undefined ? undefined : readDocument(yaml.data, context, file);
  if (yaml.problems.length === 0 && !isMap(yaml.data)) findings.push(noMap(file, yaml.data));
  return { document, findings, comments, ignores, yaml };
}

function readDocument(value: unknown, file: FileContext, name: string): Document | undefined {
  if (!isMap(value)) return undefined;
  const at = { value, route: [], file };
  if (!isActionFile(name, value)) return readWorkflow(at);
  const { runs } = value;
  return isMap(runs) && runs['using'] === 'composite' ? readAction(at, actionId(name)) : undefined;
}

/** Whether a file is the metadata of an action: by its name, and where that says nothing, by what it holds. */
const isActionFile = (name: string, value: Readonly<Record<string, unknown>>): boolean =>
  /(?:^|[\\/])action\.ya?ml$/.test(name) && !('jobs' in value);

/** The folder of the action. */
const actionId = (name: string): string => name.split(/[\\/]/).at(-2) ?? 'action';

function noMap(file: string, data: unknown): Diagnostic {
  const message = data === null ? 'the file is empty' : 'a workflow is a map: name, on, jobs';
  return { severity: 'error', code: 'wrong-kind', message, source: { file, line: 1, column: 1 } };
}

/** The place of a node in YAML, looked up when a finding needs it. */
export class YamlSource implements Source {
  readonly language = 'yaml';
  readonly #file: string;
  readonly #yaml: ParsedYaml;
  readonly #route: Route;

  constructor(file: string, yaml: ParsedYaml, route: Route) {
    this.#file = file;
    this.#yaml = yaml;
    this.#route = route;
  }

  locate(part: Part = {}): SourceLocation {
    return { file: this.#file, ...this.#placeOf(part) };
  }

  #placeOf({ path, key, offset }: Part): Place {
    const route = path === undefined ? this.#route : this.#yaml.routeOf(path);
    if (key !== undefined && route.at(-1) !== key) {
      const below = this.#yaml.placeOf([...route, key]);
      const around = this.#yaml.placeOf(route);
      if (below.line !== around.line || below.column !== around.column) return below;
    }
    return path === undefined ? this.#yaml.placeOf(route) : this.#yaml.placeOfValue(route, offset);
  }
}
