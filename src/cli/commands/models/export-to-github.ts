/** Hands a model on to the steps and jobs that follow in a workflow. */

interface FoundModel {
  readonly id: string;
  readonly path: string;
  readonly sha256: string;
}

/** Sets `PIPEWRIGHT_MODEL_PATH` for the steps after this one, and the outputs `id`, `path` and `sha256` of this one. */
export async function exportToGitHub({ id, path, sha256 }: FoundModel): Promise<void> {
  const { GITHUB_ACTIONS, GITHUB_ENV, GITHUB_OUTPUT } = process.env;
  // Without these files the library would print commands between our own output.
  if (GITHUB_ACTIONS !== 'true' || !GITHUB_ENV || !GITHUB_OUTPUT) return;
  const { exportVariable, setOutput } = await import('@actions/core');
  exportVariable('PIPEWRIGHT_MODEL_PATH', path);
  for (const [name, value] of Object.entries({ id, path, sha256 })) setOutput(name, value);
}
