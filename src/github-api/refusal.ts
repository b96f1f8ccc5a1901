/** What GitHub answered where it did not do what it was asked for. */

export interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** What GitHub answered; undefined when there was no answer, which Octokit calls status 500. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  const response =
    'response' in error ? (error.response as { headers?: Record<string, unknown> } | undefined) : undefined;
  if (!response) return undefined;
  return { status: error.status, message: error.message, headers: response.headers ?? {} };
}

/** What GitHub answers when the token has not the permission to write. */
export function isReadOnlyToken(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal?.status === 403 && /not accessible by/i.test(refusal.message);
}

/** Whether too much was asked: of the hour, or at once. */
export const isLimit = ({ status, headers, message }: Refusal): boolean =>
  status === 429 || (status === 403 && (isUsedUp(headers) || 'retry-after' in headers || /rate limit/i.test(message)));

/** Whether the requests of the hour are used up. */
export const isUsedUp = (headers: Refusal['headers']): boolean => headers['x-ratelimit-remaining'] === '0';
