/** What a workflow can call by path: the workflows and actions of its repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionInterface, Repository } from '../lint/index.ts';
import type { CompositeAction, Document, Workflow } from '../model/index.ts';
import { readYaml } from '../yaml/read.ts';
import { parseYaml } from '../yaml-document/index.ts';
import { workflowFolder } from './outputs.ts';

/**
 * The repository at a folder; nothing is read before a rule asks.
 *
 * @param known what is written there, by path from the root: newer than the files
 */
export function repositoryAt(root: string, known: ReadonlyMap<string, Document>): Repository {
  const workflows = new Map<string, Workflow | undefined>();
  const workflow = (path: string): Workflow | undefined => {
    const name = inside(path);
    if (name === undefined) return undefined;
    if (!workflows.has(name)) workflows.set(name, asWorkflow(known.get(name) ?? readDocument(root, name)));
    return workflows.get(name);
  };
  return {
    workflow,
    lacksWorkflow: (path) => {
      const name = inside(path);
      const isKnown = name !== undefined && (known.has(name) || existsSync(join(root, name)));
      return name?.startsWith(`${workflowFolder}/`) === true && existsSync(join(root, workflowFolder)) && !isKnown;
    },
    action: (path) => {
      const folder = inside(path);
      return folder === undefined ? undefined : findAction(root, folder, known);
    },
    workflowNames: () => {
      const paths = workflowPaths(root, known);
      const all = paths.map((path) => workflow(`./${path}`));
      return all.every((each) => each !== undefined)
        ? all.map(({ name }, index) => name ?? paths[index] ?? '')
        : undefined;
    },
  };
}

/** `./a/b` and `$/a/b` are `a/b`; a path that leaves the repository is nobody's. */
function inside(path: string): string | undefined {
  if (!/^[.$]\//.test(path) || path.split('/').includes('..')) return undefined;
  return path.slice(2).replace(/\/+$/, '');
}

const asWorkflow = (document: Document | undefined): Workflow | undefined =>
  document?.kind === 'workflow' ? document : undefined;

function readDocument(root: string, path: string): Document | undefined {
  const file = join(root, path);
  return existsSync(file) ? readYaml(readFileSync(file, 'utf8'), path).document : undefined;
}

/** Every workflow, written and not yet written, by path from the root. */
export function workflowPaths(root: string, known: ReadonlyMap<string, Document>): string[] {
  const folder = join(root, workflowFolder);
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  const written = [...known.keys()].filter((path) => path.startsWith(`${workflowFolder}/`));
  return [...new Set([...files.map((name) => `${workflowFolder}/${name}`), ...written])].sort();
}

function findAction(root: string, folder: string, known: ReadonlyMap<string, Document>): ActionInterface | undefined {
  const written = known.get(`${folder}/action.yml`);
  if (written?.kind === 'action')
    return { inputs: inputFacts(written.inputs), outputs: Object.keys(written.outputs ?? {}) };
  const file = ['action.yml', 'action.yaml'].map((name) => join(root, folder, name)).find((each) => existsSync(each));
  const data = file === undefined ? undefined : parseYaml(readFileSync(file, 'utf8')).data;
  if (!isMap(data)) return undefined;
  const { inputs, outputs, runs } = data;
  const isComposite = isMap(runs) && runs['using'] === 'composite';
  return {
    inputs: inputFacts(isMap(inputs) ? inputs : {}),
    outputs: isComposite ? Object.keys(isMap(outputs) ? outputs : {}) : undefined,
  };
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function inputFacts(
  inputs: CompositeAction['inputs'] | Readonly<Record<string, unknown>> = {},
): ActionInterface['inputs'] {
  const entries = Object.entries(inputs).map(([name, given]) => {
    const { required, default: preset } = isMap(given) ? given : {};
    const isPreset = preset !== undefined && preset !== null;
    return [name, { required: String(required) === 'true', ...(isPreset ? { default: String(preset) } : {}) }] as const;
  });
  return Object.fromEntries(entries);
}
