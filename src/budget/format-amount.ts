/** Writes amounts for people, the same in every locale. */

const numbers = (decimals: number): Intl.NumberFormat =>
  new Intl.NumberFormat('en-US', { maximumFractionDigits: decimals });
const [whole, tenths] = [numbers(0), numbers(1)];
const cents = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** `2,636.7` */
export const formatMinutes = (minutes: number): string => tenths.format(minutes);

/** `363`: what is left over is never told higher than it is. */
export const formatSpare = (minutes: number): string => whole.format(Math.floor(minutes));

export const formatCount = (count: number): string => whole.format(count);

/** `$3.82` */
export const formatDollars = (dollars: number): string => `$${cents.format(dollars)}`;

/** `31 %` */
export const formatShare = (share: number): string => `${whole.format(share * 100)} %`;
