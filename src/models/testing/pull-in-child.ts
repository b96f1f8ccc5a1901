/** A process that pulls a model, for tests that kill it or let two of them meet; prints JSON lines. */
import { modelSchema } from '../../config/index.ts';
import { PipelineError } from '../../diagnostics/index.ts';
import { defaultDownloadLimits } from '../download/download.ts';
import { ensureModel } from '../ensure-model.ts';
import type { ModelLock } from '../lock.ts';

export interface ChildRequest {
  readonly url: string;
  readonly cache: string;
  readonly model: unknown;
  readonly lock: ModelLock;
}

const print = (value: unknown): void => console.log(JSON.stringify(value));

const { url, cache, model, lock } = JSON.parse(process.argv[2] ?? '{}') as ChildRequest;
try {
  const found = await ensureModel({
    model: modelSchema.parse(model),
    lock,
    cache,
    hub: { endpoint: new URL(url), token: undefined, tokenVariable: 'HF_TOKEN' },
    offline: false,
    signal: new AbortController().signal,
    onEvent: ({ kind }) => print({ event: kind }),
    limits: defaultDownloadLimits,
    staleMs: 2000,
  });
  print({ found });
} catch (error) {
  if (!(error instanceof PipelineError)) throw error;
  print({ exitCode: error.exitCode, findings: error.findings });
  process.exitCode = error.exitCode;
}
