/** Bytes for people: units of a thousand, as the hub counts. */

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/**
 * @example
 * formatBytes(1_187_801_280); // '1.19 GB'
 */
export function formatBytes(bytes: number): string {
  // Rounded first: 999,999 bytes are one of the next unit.
  const rounded = bytes < 1000 ? Math.round(bytes) : Number(bytes.toPrecision(3));
  const power = rounded < 1 ? 0 : Math.min(Math.floor(Math.log10(rounded) / 3), units.length - 1);
  const value = rounded / 1000 ** power;
  const digits = power === 0 ? 0 : Math.max(2 - Math.floor(Math.log10(value)), 0);
  return `${value.toFixed(digits)} ${units[power]}`;
}
