/** The exit codes of every command. */

export const exitCodes = {
  /** Everything is fine. */
  ok: 0,
  /** Findings, drift, or a gate that failed. */
  findings: 1,
  /** Wrong use: options, settings, or a folder that is no project. */
  usage: 2,
  /** Network, disk, or a backend that is not there. */
  infrastructure: 3,
} as const;
