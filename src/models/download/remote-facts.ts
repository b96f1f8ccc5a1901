/** Asks the hub which file stands behind a model now: what `models lock` writes down. */
import type { Model } from '../../config/index.ts';
import { PipelineError } from '../../diagnostics/index.ts';
import type { LockedModel } from '../lock.ts';
import { fileUrl, type Hub } from './hub.ts';
import { parseBytes, requestFile } from './request.ts';
import { defaultRetryPolicy, type RetryPolicy, TransientError, withRetries } from './retry.ts';

export interface FactsRequest {
  readonly hub: Hub;
  readonly model: Model;
  readonly signal: AbortSignal;
  /** @default defaultRetryPolicy */
  readonly retry?: RetryPolicy | undefined;
  readonly onRetry: (reason: string, delayMs: number) => void;
}

const answerMs = 30_000;

/**
 * Revision, bytes and SHA-256 of a model, as the hub has them; nothing is downloaded.
 *
 * @throws PipelineError with exit code 3 when the hub does not answer, or does not know the checksum
 */
export async function remoteFacts({ hub, model, signal, retry, onRetry }: FactsRequest): Promise<LockedModel> {
  const url = fileUrl(hub, model, model.revision);
  const attempt = async () => {
    const patience = AbortSignal.timeout(answerMs);
    try {
      return await requestFile({ hub, url, method: 'HEAD', signal: AbortSignal.any([signal, patience]) });
    } catch (error) {
      if (patience.aborted && !signal.aborted)
        throw new TransientError(`${url.host} has not answered for ${answerMs / 1000} s`);
      throw error;
    }
  };
  try {
    const { response, facts } = await withRetries(attempt, {
      policy: retry ?? defaultRetryPolicy,
      signal,
      onRetry: ({ message }, delayMs) => onRetry(message, delayMs),
    });
    const length = response.status === 200 ? parseBytes(response.headers.get('content-length')) : undefined;
    const { sha256, bytes = length, revision = model.revision } = facts;
    if (sha256 === undefined || !bytes) throw failure(model, 'the hub does not tell its SHA-256 and size');
    return { repository: model.repository, file: model.file, revision, bytes, sha256 };
  } catch (error) {
    if (error instanceof TransientError) throw failure(model, error.message);
    throw error;
  }
}

const failure = ({ id }: Model, reason: string): PipelineError =>
  new PipelineError(
    [
      {
        severity: 'error',
        code: 'not-locked',
        message: `${id} can't be locked: ${reason}`,
        hint: `without a lock it is trusted on its first use: \`pipewright models pull ${id}\``,
      },
    ],
    3,
  );
