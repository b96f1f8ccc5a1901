/** Writes the pipelines' workflows when projen synthesizes. */
import { Component, type Project } from 'projen';
import { type Diagnostic, PipelineError, renderText } from '../diagnostics/index.ts';
import { appliedVerbs, applyChanges, isError, type Synthesis, synthesize } from '../synth/index.ts';

export interface PipelinesOptions {
  /** Type-checks the pipelines. @default what `pipewright.config.ts` says */
  readonly typeCheck?: boolean;
}

/**
 * The workflows of a project. Its settings are in `pipewright.config.ts`.
 *
 * projen synthesizes synchronously, and loading a pipeline is not: so `load` does the work, and what is left for
 * `synthesize` is to write.
 *
 * @example
 * const project = new typescript.TypeScriptProject({ … });
 * await Pipelines.load(project);
 * project.synth();
 */
export class Pipelines extends Component {
  readonly #synthesis: Synthesis;

  /**
   * Loads and checks the pipelines of the project's folder, and adds the component.
   *
   * @throws an error that names every mistake; nothing is written then, projen's own files included
   */
  static async load(project: Project, options: PipelinesOptions = {}): Promise<Pipelines> {
    const root = project.outdir;
    try {
      const synthesis = await synthesize(root, options);
      if (synthesis.findings.some(isError)) throw new PipelineError(synthesis.findings);
      return new Pipelines(project, synthesis);
    } catch (error) {
      throw error instanceof PipelineError ? readable(error.findings, root) : error;
    }
  }

  private constructor(project: Project, synthesis: Synthesis) {
    super(project, 'Pipelines');
    this.#synthesis = synthesis;
    for (const { path } of synthesis.files) project.addPackageIgnore(`/${path}`);
  }

  override synthesize(): void {
    const { files, comparison, beyondBudget } = this.#synthesis;
    const beyond = beyondBudget ? [{ ...beyondBudget, severity: 'warning' as const }] : [];
    const findings = [...this.#synthesis.findings, ...beyond];
    if (findings.length > 0) this.project.logger.warn(renderText(findings, { root: this.project.outdir }));
    try {
      applyChanges(this.project.outdir, comparison.changes);
    } catch (error) {
      throw error instanceof PipelineError ? readable(error.findings, this.project.outdir) : error;
    }
    for (const { path, kind } of comparison.changes) this.project.logger.info(`${appliedVerbs[kind]} ${path}`);
    if (comparison.changes.length === 0) this.project.logger.info(`${files.length} workflow files unchanged`);
  }
}

/** An error that shows the findings and no stack: the mistake is in a pipeline, not in the program. */
function readable(findings: readonly Diagnostic[], root: string): Error {
  const error = new Error(`the workflows can't be written; nothing was changed\n\n${renderText(findings, { root })}`);
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
