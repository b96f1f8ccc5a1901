/** How much memory this process uses. */

/** The most that this process ever used, bytes. */
export const peakMemory = (): number => process.resourceUsage().maxRSS * 1024;

/** What this process uses now, bytes. */
export const currentMemory = (): number => process.memoryUsage.rss();

/** What is in use once garbage is collected, where the process was started with `--expose-gc`. */
export function settledMemory(): number {
  globalThis.gc?.();
  return currentMemory();
}
