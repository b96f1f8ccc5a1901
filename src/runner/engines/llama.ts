/** The engine that runs GGUF models in this process: llama.cpp, through node-llama-cpp. */
import { statSync } from 'node:fs';
import type { Llama, LlamaModel } from 'node-llama-cpp';
import { checkGguf } from '../../gguf/index.ts';
import { type Engine, type EngineDescription, EngineError, type LoadedModel, type LoadOptions } from './engine.ts';
import { chooseGpu, type Library, libraryVersion, loadLibrary, startLlama } from './llama/library.ts';
import { openModel } from './llama/model.ts';
import { toEngineError } from './llama/trouble.ts';

/** A model below this size is done with a token before a second thread has begun. */
const tinyBytes = 64e6;
const defaultContextSize = 4096;
const complaintsKept = 5;

/**
 * llama.cpp, loaded when first asked for.
 *
 * @example
 * const engine = llamaEngine();
 * const model = await engine.load('fixtures/models/embedded-q8_0.gguf');
 * const { text } = await model.chat([{ role: 'user', content: 'List the files in this folder.' }]); // 'ls'
 */
export function llamaEngine(): Engine {
  return new LlamaEngine();
}

interface Running {
  readonly library: Library;
  readonly llama: Llama;
}

class LlamaEngine implements Engine {
  readonly name = 'llama';
  readonly #models = new Set<LoadedModel>();
  readonly #complaints: string[] = [];
  #running: Promise<Running> | undefined;
  #threads: number | null = null;

  async describe(): Promise<EngineDescription> {
    const { library, llama } = await this.#start();
    const { release } = llama.llamaCppRelease;
    return {
      name: this.name,
      build: `llama.cpp ${release} (${llama.buildType})`,
      version: await library.getModuleVersion().catch(() => libraryVersion),
      threads: this.#threads,
      device: llama.gpu === false ? 'cpu' : llama.gpu,
    };
  }

  async load(file: string, options: LoadOptions = {}): Promise<LoadedModel> {
    // Before anything else: a bad header would bring the whole process down.
    await ensureLoadable(file);
    const running = await this.#start();
    const model = await this.#loadFile(running, file, options.signal);
    const threads = options.threads ?? this.#suitableThreads(running.llama, model);
    const contextSize = options.contextSize ?? Math.min(model.trainContextSize, defaultContextSize);
    const together = model.size < tinyBytes ? 8 : 4;
    const onDispose = (): void => {
      this.#models.delete(loaded);
    };
    const parts = { ...running, model, contextSize, threads, together, onDispose };
    const loaded = await openModel(parts).catch(async (error: unknown) => {
      await model.dispose();
      throw error;
    });
    this.#models.add(loaded);
    this.#threads = threads;
    return loaded;
  }

  async dispose(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await Promise.all([...this.#models].map((model) => model.dispose()));
    const started = await running?.catch(() => undefined);
    await started?.llama.dispose();
  }

  #start(): Promise<Running> {
    this.#running ??= this.#startOnce();
    return this.#running;
  }

  async #startOnce(): Promise<Running> {
    const gpu = chooseGpu(process.env, process.platform, process.arch);
    const library = await loadLibrary();
    const llama = await startLlama(library, gpu, (message) => {
      this.#complaints.push(message.trim());
      this.#complaints.splice(0, this.#complaints.length - complaintsKept);
    });
    return { library, llama };
  }

  async #loadFile({ library, llama }: Running, file: string, signal: AbortSignal | undefined): Promise<LlamaModel> {
    this.#complaints.length = 0;
    try {
      return await llama.loadModel({ modelPath: file, ...(signal ? { loadSignal: signal } : {}) });
    } catch (error) {
      const trouble = toEngineError(library, error, 'bad-model', `to load ${file}`);
      const said = this.#complaints.join('; ');
      throw said === '' ? trouble : new EngineError(trouble.code, `${trouble.message}: ${said}`, { cause: error });
    }
  }

  /** Physical cores: threads that share one only wait for each other. */
  #suitableThreads(llama: Llama, model: LlamaModel): number {
    return model.size < tinyBytes ? 1 : Math.max(1, Math.min(llama.cpuMathCores, llama.maxThreads));
  }
}

/** @throws EngineError with code `bad-model` for a file that llama.cpp can't read, or would abort on */
async function ensureLoadable(file: string): Promise<void> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new EngineError('bad-model', `there is no model file ${file}`, {
      hint: 'see "pipewright models list" for models, and "pipewright models pull" to fetch one',
    });
  const { problems } = await checkGguf(file);
  const [first, ...more] = problems.filter(({ severity }) => severity === 'error');
  if (first === undefined) return;
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  throw new EngineError('bad-model', `${first.message}${others}`, {
    hint: first.hint ?? 'fetch it again with "pipewright models pull"',
  });
}
