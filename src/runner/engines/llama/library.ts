/** Loads node-llama-cpp when it is needed, and says how to install it where it is not there. */
import { availableParallelism } from 'node:os';
import type { Llama, LlamaGpuType } from 'node-llama-cpp';
import { EngineError } from '../engine.ts';

export type Library = typeof import('node-llama-cpp');

/** The version that this was written and measured with; a later minor one may lack its platform packages. */
export const libraryVersion = '3.21.1';
export const installCommand = `npm install --save-dev node-llama-cpp@${libraryVersion}`;

/** @throws EngineError with code `not-available` */
export async function loadLibrary(): Promise<Library> {
  try {
    return await import('node-llama-cpp');
  } catch (error) {
    throw unavailable(error);
  }
}

function unavailable(error: unknown): EngineError {
  const { code, message } = error as NodeJS.ErrnoException;
  const absent = code === 'ERR_MODULE_NOT_FOUND' && message.includes('node-llama-cpp');
  const what = absent ? 'node-llama-cpp is not installed' : `node-llama-cpp can't be loaded: ${message}`;
  return new EngineError('not-available', what, { cause: error, hint: `run ${installCommand}` });
}

/**
 * Starts llama.cpp, quietly, and never compiles it.
 *
 * @param log gets what llama.cpp complains about
 * @throws EngineError with code `not-available` when there is no binary for this machine
 */
export async function startLlama(
  { getLlama, LlamaLogLevel }: Library,
  gpu: GpuChoice,
  log: (message: string) => void,
): Promise<Llama> {
  try {
    return await getLlama({
      build: 'never',
      gpu,
      skipDownload: true,
      progressLogs: false,
      logLevel: LlamaLogLevel.error,
      logger: (_, message) => log(message),
      // The library's own minimum of 4 is slower by a factor of 1,000 on a machine with two cores.
      maxThreads: availableParallelism(),
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new EngineError('not-available', `there is no llama.cpp for this machine (${target(gpu)}): ${message}`, {
      cause: error,
      hint: gpu === false ? `run ${installCommand}` : `run ${installCommand}, or set PIPEWRIGHT_GPU=off`,
    });
  }
}

const target = (gpu: GpuChoice): string => `${process.platform}-${process.arch}, ${gpu === false ? 'no GPU' : gpu}`;

export type GpuChoice = LlamaGpuType | 'auto';

const gpuNames: Readonly<Record<string, GpuChoice>> = {
  off: false,
  false: false,
  auto: 'auto',
  metal: 'metal',
  cuda: 'cuda',
  vulkan: 'vulkan',
};

/**
 * Which graphics processor to use: `PIPEWRIGHT_GPU`, else Metal on a Mac with Apple's processor, else none.
 *
 * @throws EngineError with code `not-available` when it names none that there is
 */
export function chooseGpu(environment: NodeJS.ProcessEnv, platform: string, architecture: string): GpuChoice {
  const wanted = environment['PIPEWRIGHT_GPU']?.trim().toLowerCase();
  if (!wanted) return platform === 'darwin' && architecture === 'arm64' ? 'auto' : false;
  const gpu = Object.hasOwn(gpuNames, wanted) ? gpuNames[wanted] : undefined;
  if (gpu !== undefined) return gpu;
  const hint = `write one of ${Object.keys(gpuNames).join(', ')}`;
  throw new EngineError('not-available', `PIPEWRIGHT_GPU is "${wanted}", which is no graphics processor`, { hint });
}
