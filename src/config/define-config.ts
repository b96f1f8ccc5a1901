/** What `pipewright.config.ts` calls; types only, so that a pipeline never loads the schema's library. */
import type { ConfigOptions } from './config.ts';

/**
 * The settings of a repository, checked as you type and again when they are read.
 *
 * @example
 * export default defineConfig({ labels: ['gpu-a100'] });
 */
export function defineConfig(options: ConfigOptions): ConfigOptions {
  return options;
}
