/** Writes times and days for people, the same in every locale. */

/**
 * A time as people say it.
 *
 * @example
 * formatSeconds(329); // 5m 29s
 */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours > 0) return minutes === 0 ? `${hours}h` : `${hours}h ${minutes}m`;
  if (minutes > 0) return rest === 0 ? `${minutes}m` : `${minutes}m ${rest}s`;
  return `${rest}s`;
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** `2026-12` is December 2026. */
export function formatMonth(month: string): string {
  const [year = '', number = ''] = month.split('-');
  return `${months[Number(number) - 1]} ${year}`;
}

/** `17 December` */
export const formatDay = (day: number, month: string): string => `${day} ${formatMonth(month).split(' ')[0]}`;
