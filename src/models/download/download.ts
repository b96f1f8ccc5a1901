/** Downloads a file into its part: as many attempts as it takes, until it is whole and the checksum is right. */
import { PipelineError } from '../../diagnostics/index.ts';
import { sizeOf } from '../cache.ts';
import { checksumMismatch, refused } from '../integrity-failure.ts';
import { discardPart } from './part-file.ts';
import { defaultRetryPolicy, type RetryPolicy, TransientError, withRetries } from './retry.ts';
import { transfer } from './transfer.ts';
import type { TransferRequest, Transferred } from './transfer-request.ts';

export interface DownloadLimits {
  readonly retry: RetryPolicy;
  /** The longest silence of the server, milliseconds. */
  readonly idleMs: number;
  /** The longest that a download takes with all its waits, milliseconds. */
  readonly overallMs: number;
}

export const defaultDownloadLimits: DownloadLimits = {
  retry: defaultRetryPolicy,
  idleMs: 60_000,
  overallMs: 2 * 60 * 60 * 1000,
};

export type DownloadRequest = Omit<TransferRequest, 'idleMs'> & { readonly limits: DownloadLimits };

/**
 * Leaves the verified file in `entry.part`.
 *
 * @throws PipelineError with exit code 1 for a file that is not the one expected, 3 for network and disk
 */
export async function download({ limits, ...request }: DownloadRequest): Promise<Transferred> {
  const overall = AbortSignal.timeout(limits.overallMs);
  const signal = AbortSignal.any([request.signal, overall]);
  const attempt = countProgress({ ...request, idleMs: limits.idleMs, signal });
  const { id } = request.model;
  try {
    return await withRetries(attempt, {
      policy: limits.retry,
      signal,
      onRetry: ({ message: reason }, delayMs) => request.onEvent({ kind: 'retry', id, reason, delayMs }),
    });
  } catch (error) {
    request.signal.throwIfAborted();
    if (overall.aborted) throw failure(id, `it took longer than ${limits.overallMs / 60_000} minutes`, error);
    throw error instanceof TransientError ? failure(id, error.message, error) : error;
  }
}

/** Only a byte that never came before is progress: a server that cuts every answer short is given up on. */
function countProgress(request: TransferRequest): () => Promise<Transferred> {
  let furthest = 0;
  return async () => {
    furthest = Math.max(furthest, (await sizeOf(request.entry.part)) ?? 0);
    try {
      return await verified(request, await transfer(request));
    } catch (error) {
      const reached = (await sizeOf(request.entry.part)) ?? 0;
      if (!(error instanceof TransientError) || reached <= furthest) throw error;
      const { message, cause, retryAfterMs } = error;
      throw new TransientError(message, { cause, retryAfterMs, progressed: true });
    }
  };
}

/** A part that was put together from several answers may be wrong through no fault of the last: it gets a second try. */
async function verified(request: TransferRequest, transferred: Transferred): Promise<Transferred> {
  const { entry, expected, model, onEvent } = request;
  const { sha256: found, facts, resumed } = transferred;
  const wanted = expected.sha256 ?? facts.sha256;
  if (wanted === undefined || wanted === found) return transferred;
  await discardPart(entry);
  const witness = expected.sha256 === undefined ? 'hub' : expected.witness;
  const finding = checksumMismatch(model.id, 'the download', { found, expected: wanted, witness });
  if (!resumed) throw refused(finding);
  onEvent({ kind: 'restart', id: model.id, reason: finding.message });
  throw new TransientError(finding.message);
}

const failure = (id: string, reason: string, cause: unknown): PipelineError =>
  new PipelineError(
    [
      {
        severity: 'error',
        code: 'download-failed',
        message: `${id} could not be downloaded: ${reason}`,
        hint: 'run the command again, it goes on where it stopped; without a network: PIPEWRIGHT_OFFLINE=1, or --model embedded',
      },
    ],
    3,
    { cause },
  );
