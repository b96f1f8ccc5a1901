/** From what was asked for to a file that an engine can load. */
import { basename, resolve } from 'node:path';
import type { Config, Model } from '../config/index.ts';
import { PipelineError } from '../diagnostics/index.ts';
import { checkGguf, type GgufHeader, metadataNumber } from '../gguf/index.ts';
import { cacheFolder, sizeOf } from './cache.ts';
import { type Choice, chooseModel, type Environment, isOffline } from './choose.ts';
import type { DownloadLimits } from './download/download.ts';
import { hubOf } from './download/hub.ts';
import { embeddedDescription, embeddedId, embeddedModelFile } from './embedded.ts';
import { ensureModel } from './ensure-model.ts';
import { fileTypeName } from './file-type.ts';
import { hashFile } from './hash-file.ts';
import { isDownloaded } from './inspect.ts';
import type { ModelLock } from './lock.ts';
import { readLock } from './lock-file.ts';
import { catalogOf } from './lookup.ts';
import type { OnModelEvent } from './progress.ts';

export interface ResolveOptions {
  /** What `--model` says: an id or a path. */
  readonly model?: string | undefined;
  readonly config: Pick<Config, 'models' | 'generated'>;
  /** The repository, for its lock. */
  readonly root: string;
  /** What a path is relative to. @default the working directory */
  readonly cwd?: string | undefined;
  /** `--offline`; `PIPEWRIGHT_OFFLINE` says the same. @default false */
  readonly offline?: boolean | undefined;
  /** @default process.env */
  readonly env?: Environment | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: OnModelEvent | undefined;
  readonly limits?: DownloadLimits | undefined;
}

/** A model that is there and verified. */
export interface ResolvedModel {
  readonly id: string;
  /** Absolute. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** As GGUF names it; null where the file does not say. */
  readonly quantization: string | null;
  /** Whether it only proves the harness: it has memorized its cases. */
  readonly testInstrument: boolean;
  readonly description: string;
  /** Why this one, for people. */
  readonly reason: string;
  /** Whether it was downloaded just now. */
  readonly fresh: boolean;
}

/**
 * The model of a run: chosen, downloaded if need be, and verified.
 *
 * @throws PipelineError with exit code 1 when the file is not the right one, 2 when there is no such model, 3 for trouble
 * with network or disk
 * @example
 * const model = await resolveModel({ model: 'qwen-0.5b-q4', config, root });
 * await engine.load(model.path);
 */
export async function resolveModel(options: ResolveOptions): Promise<ResolvedModel> {
  const { env = process.env, config, root } = options;
  const models = catalogOf(config);
  const lock = readLock(root, config);
  const offline = options.offline === true || isOffline(env);
  const downloaded = await downloadedIds(models, lock, cacheFolder(env));
  const choice = chooseModel({
    models,
    wanted: options.model,
    env,
    offline,
    isDownloaded: ({ id }) => downloaded.has(id),
  });
  if (choice.kind === 'catalog') return resolveCatalog(options, choice, { lock, offline, env });
  return resolveFile(choice, options);
}

/** The ids of the models that have a file in the cache. */
export async function downloadedIds(
  models: readonly Model[],
  lock: ModelLock,
  cache: string,
): Promise<ReadonlySet<string>> {
  const there = await Promise.all(models.map((model) => isDownloaded({ model, lock, cache })));
  return new Set(models.filter((_, index) => there[index]).map(({ id }) => id));
}

interface Surroundings {
  readonly lock: ModelLock;
  readonly offline: boolean;
  readonly env: Environment;
}

async function resolveCatalog(
  { signal, onEvent, limits }: ResolveOptions,
  { model, reason }: Extract<Choice, { kind: 'catalog' }>,
  { lock, offline, env }: Surroundings,
): Promise<ResolvedModel> {
  const { path, sha256, bytes, fresh } = await ensureModel({
    model,
    lock,
    offline,
    cache: cacheFolder(env),
    hub: hubOf(env),
    signal: signal ?? new AbortController().signal,
    onEvent: onEvent ?? (() => undefined),
    limits,
  });
  const { id, quantization, description } = model;
  return { id, path, sha256, bytes, quantization, testInstrument: false, description, reason, fresh };
}

async function resolveFile(
  choice: Exclude<Choice, { kind: 'catalog' }>,
  { cwd = process.cwd(), signal }: ResolveOptions,
): Promise<ResolvedModel> {
  const isEmbedded = choice.kind === 'embedded';
  const path = isEmbedded ? embeddedModelFile() : resolve(cwd, choice.path);
  const bytes = await sizeOf(path);
  if (bytes === undefined) throw noSuchFile(path, choice.reason);
  const { header, problems } = await checkGguf(path);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new PipelineError(errors, 2);
  return {
    id: isEmbedded ? embeddedId : basename(path),
    path,
    bytes,
    sha256: await hashFile(path, { signal }),
    quantization: quantizationOf(header),
    testInstrument: isEmbedded || header?.metadata.get(testInstrumentKey)?.value === true,
    description: isEmbedded ? embeddedDescription : `the file ${path}`,
    reason: choice.reason,
    fresh: false,
  };
}

// What our trainer writes into its models.
const testInstrumentKey = 'pipewright.test_instrument';

function quantizationOf(header: GgufHeader | undefined): string | null {
  const type = header && metadataNumber(header.metadata, 'general.file_type');
  return type === undefined ? null : (fileTypeName(type) ?? null);
}

function noSuchFile(path: string, reason: string): PipelineError {
  const message = `there is no model file ${path} (${reason})`;
  const hint = 'an id of the catalog has no slash and no ".gguf"; `pipewright models list` names them';
  return new PipelineError([{ severity: 'error', code: 'unknown-model', message, hint }], 2);
}
