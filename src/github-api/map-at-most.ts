/** Works on many items, few at a time: GitHub refuses whoever asks too much at once. */

/**
 * The results in the order of the items. The first failure ends all: what is under way is finished, and no more begun.
 *
 * @example
 * await mapAtMost(4, runs, (run) => listJobs(client, repository, run));
 */
export async function mapAtMost<T, R>(count: number, items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Map<number, R>();
  const queue = items.entries();
  let failed = false;
  const workOff = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (failed) return;
      results.set(index, await work(item));
    }
  };
  const workers = Array.from({ length: Math.min(count, items.length) }, workOff);
  try {
    await Promise.all(workers);
  } catch (error) {
    failed = true;
    await Promise.allSettled(workers);
    throw error;
  }
  return items.flatMap((_, index) => (results.has(index) ? [results.get(index) as R] : []));
}
