/** Builds dist/ before the tests: those of the command line run what users run. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export default function setup(): void {
  const script = fileURLToPath(new URL('build.mjs', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, '--no-types'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the build failed:\n${stderr}`);
}
