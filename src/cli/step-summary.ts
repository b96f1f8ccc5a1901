/** Hands Markdown to GitHub as the summary of the step that runs. */
import { PipelineError } from '../diagnostics/index.ts';

/** Whether a step runs here that takes a summary. */
export const hasStepSummary = (): boolean => Boolean(process.env['GITHUB_STEP_SUMMARY']);

/** @throws PipelineError with exit code 3 when GitHub's file can't be written */
export async function writeStepSummary(markdown: string): Promise<void> {
  const { summary } = await import('@actions/core');
  try {
    await summary.addRaw(markdown, true).write();
  } catch (error) {
    const why = error instanceof Error ? error.message.replaceAll('\n', ' ') : String(error);
    const message = `the summary of the step can't be written: ${why}`;
    const hint = 'GITHUB_STEP_SUMMARY must name a file that is there: GitHub sets it in each step';
    throw new PipelineError([{ severity: 'error', code: 'no-step-summary', message, hint }], 3, { cause: error });
  }
}
