/** Numbers as people read them, the same in every locale. */
import type { Gate, Measurement } from '../../contract/index.ts';

/**
 * An amount with its unit, with three digits that count.
 *
 * @example
 * formatAmount(1234, 'ms'); // '1.23 s'
 * formatAmount(1_500_000, 'bytes'); // '1.5 MB'
 */
export function formatAmount(value: number, unit: Gate['unit'] | Measurement['unit']): string {
  switch (unit) {
    case 'rate':
      return formatShare(value);
    case '%':
      return `${digits(value)} %`;
    case 'count':
      return String(value);
    case 'ms':
      return Math.abs(value) < 1000 ? `${digits(value)} ms` : formatAmount(value / 1000, 's');
    case 's':
      return value < 120 ? `${digits(value)} s` : `${digits(value / 60)} min`;
    case 'bytes':
      return formatBytes(value);
    case 'MB':
    case 'tokens/s':
      return `${digits(value)} ${unit}`;
  }
}

/** A share of one as percent, with one decimal where it is needed: `95.8 %`. Never rounded up to 100 %. */
export function formatShare(share: number): string {
  const percent = share * 100;
  const rounded = Math.round(percent * 10) / 10;
  return `${rounded === 100 && percent < 100 ? 99.9 : rounded} %`;
}

function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(bytes))) / 3)));
  return `${digits(bytes / 1000 ** power)} ${units[power]}`;
}

const digits = (value: number): string =>
  Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
