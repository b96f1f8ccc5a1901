/** Durations and sizes as people write them. */

/** `45s`, `2m`, `1m30s`, `1h`; a number is seconds. */
export type Duration =
  | number
  | `${number}s`
  | `${number}m`
  | `${number}h`
  | `${number}m${number}s`
  | `${number}h${number}m`
  | `${number}h${number}m${number}s`;

/** `200kB`, `5MB`, `1.2GB`: thousands, as GitHub bills them. */
export type Size = `${number}kB` | `${number}MB` | `${number}GB`;

const durationPattern = /^(?=\d)(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?$/;
const sizePattern = /^(\d+(?:\.\d+)?) ?([kMG])B$/;

/** What a wrong one should look like. */
export const durationHint = 'write it as in "45s", "2m" or "1m30s"';
export const sizeHint = 'write it as in "200kB", "5MB" or "1.2GB"';

/**
 * Seconds, or undefined for what is no duration.
 *
 * @example
 * readDuration('1m30s'); // 90
 */
export function readDuration(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = durationPattern.exec(String(value).trim()) ?? [];
  const sum = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return typeof value === 'string' && durationPattern.test(value.trim()) ? sum : undefined;
}

const megabytes = { k: 1e-3, M: 1, G: 1e3 } as const;

/**
 * Megabytes of a million bytes, or undefined for what is no size.
 *
 * @example
 * readSize('1.2GB'); // 1200
 */
export function readSize(value: unknown): number | undefined {
  const [, number, unit] = (typeof value === 'string' && sizePattern.exec(value.trim())) || [];
  return number === undefined ? undefined : Number(number) * megabytes[unit as keyof typeof megabytes];
}
