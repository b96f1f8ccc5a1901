/** Colours and times for the tree. */

const codes = { bold: '1', dim: '2', green: '32', yellow: '33', cyan: '36' } as const;
export type Colour = keyof typeof codes;
export type Paint = (colour: Colour, text: string) => string;

export const painter =
  (colours: boolean): Paint =>
  (colour, text) =>
    colours ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;

/** `45s`, `1m 30s`, `2h 5m`. */
export function showTime(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours > 0) return `${hours}h${minutes > 0 ? ` ${minutes}m` : ''}`;
  return minutes > 0 ? `${minutes}m${rest > 0 ? ` ${rest}s` : ''}` : `${rest}s`;
}
