/** Imports a module of the user's so that nothing it does while it loads can end the command or change its course. */
import { PipelineError } from '../diagnostics/index.ts';

type Module = Readonly<Record<string, unknown>>;

/**
 * The exports of a module.
 *
 * @throws what the module throws, also from a promise that nobody awaits; a finding where it ends the process, or
 *   waits for what never comes
 */
export async function guardedImport(url: string): Promise<Module> {
  const { exit, exitCode } = process;
  const folder = process.cwd();
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Whoever loses the race below is not asked any more.
  failed.catch(() => {});
  const neverLoads = (): void =>
    fail(misbehaviour('waits-forever', 'the pipeline waits for something that never comes'));
  // Rejections that nobody handles come as exceptions too.
  process.on('uncaughtException', fail);
  process.once('beforeExit', neverLoads);
  process.exit = (code) => {
    throw misbehaviour('ends-process', `the pipeline calls process.exit(${code ?? ''})`);
  };
  try {
    const module = (await Promise.race([import(url), failed])) as Module;
    // Rejections that nobody handles are told one turn later.
    await Promise.race([new Promise((done) => setImmediate(done)), failed]);
    return module;
  } finally {
    process.off('uncaughtException', fail);
    process.off('beforeExit', neverLoads);
    process.exit = exit;
    process.exitCode = exitCode;
    if (process.cwd() !== folder) process.chdir(folder);
  }
}

/** Without a place: the stack of the error has it. */
const misbehaviour = (code: string, message: string): PipelineError =>
  new PipelineError([{ severity: 'error', code, message, hint: 'a pipeline only describes: it must load by itself' }]);
