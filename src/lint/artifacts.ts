/** Finds the steps of a workflow that upload and download artifacts, and the names they use. */
import { type Document, type StepsJob, stepsOf, type UsesStep } from '../model/index.ts';
import { parseUses } from './action-catalog.ts';
import { fieldsOf, sameName, valueNamed } from './data-shapes.ts';
import { retiredVersion } from './retired-actions.ts';

/** The actions that upload, and the name an artifact has where none is given. */
const uploading: Readonly<Record<string, string>> = {
  'actions/upload-artifact': 'artifact',
  'actions/upload-artifact/merge': 'merged-artifacts',
  'actions/upload-pages-artifact': 'github-pages',
};

export interface ArtifactStep {
  /** `actions/upload-artifact`, in lower case. */
  readonly action: string;
  readonly step: UsesStep;
  readonly path: string;
  readonly job: StepsJob;
  /** The name as it is written; undefined where a download takes all, or the name is that of the file. */
  readonly name: string | undefined;
}

/** The steps that upload an artifact, in versions that GitHub still runs. */
export const uploadsOf = (document: Document): ArtifactStep[] =>
  artifactSteps(document, Object.keys(uploading)).map((each) => ({ ...each, name: uploadedName(each) }));

export const downloadsOf = (document: Document): ArtifactStep[] =>
  artifactSteps(document, ['actions/download-artifact']);

/** An input of a step, whatever the case of its name; undefined where it is empty. */
export function inputOf({ step }: Pick<ArtifactStep, 'step'>, name: string): unknown {
  const value = valueNamed(fieldsOf(step.with), name);
  return value === '' ? undefined : value;
}

function artifactSteps(document: Document, actions: readonly string[]): ArtifactStep[] {
  return [...stepsOf(document)].flatMap(({ step, path, job }) => {
    const parsed = step.kind === 'uses' && typeof step.uses === 'string' ? parseUses(step.uses) : undefined;
    const action = actions.find((each) => parsed && sameName(each, parsed.name));
    if (step.kind !== 'uses' || !job || !parsed || !action) return [];
    if (retiredVersion(parsed.name, parsed.ref, step.tag)?.state === 'off') return [];
    const given = inputOf({ step }, 'name');
    return [{ action, step, path, job, name: given === undefined ? undefined : String(given) }];
  });
}

function uploadedName({ action, name, step }: ArtifactStep): string | undefined {
  const archive = inputOf({ step }, 'archive');
  if (archive !== undefined && String(archive) !== 'true') return undefined;
  return name ?? uploading[action];
}

/** Whether something in the workflow may delete artifacts, so that a name is free again. */
export const deletesArtifacts = (document: Document): boolean =>
  [...stepsOf(document)].some(({ step }) => {
    if (step.kind === 'run') return /artifacts?/i.test(String(step.run)) && /delete/i.test(String(step.run));
    if (step.kind !== 'uses') return false;
    const text = JSON.stringify(fieldsOf(step.with));
    return /delete-artifact/i.test(String(step.uses)) || /delete-?(?:merged|artifact)/i.test(text);
  });
