/** The shell of scripts that name none. */

/** `-u` and `pipefail` on top of what GitHub's own `bash` sets. */
export const strictBash = 'bash --noprofile --norc -euo pipefail {0}';
