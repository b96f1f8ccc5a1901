/** Schedules in words. */
import { describe, expect, it } from 'vitest';
import { cronWords } from './schedule-words.ts';

describe('a schedule in words', () => {
  it.each([
    ['0 2 * * *', 'every day at 02:00'],
    ['0 2,14 * * *', 'every day at 02:00 and 14:00'],
    ['0,30 2 * * *', 'every day at 02:00 and 02:30'],
    ['30 2 * * 1-5', 'Monday to Friday at 02:30'],
    ['30 2 * * MON-FRI', 'Monday to Friday at 02:30'],
    ['0 2 * * 0', 'Sundays at 02:00'],
    ['0 2 * * 1,4', 'Mondays and Thursdays at 02:00'],
    ['0 2 1 * *', 'on day 1 of the month at 02:00'],
    ['0 2 1,15 * *', 'on day 1 and 15 of the month at 02:00'],
    ['0 2 1 1 *', 'on day 1 of the month in January at 02:00'],
    ['0 2 * JAN-MAR *', 'every day in January to March at 02:00'],
    ['0 2 13 * 5', 'on day 13 of the month or Fridays at 02:00'],
    ['* * * * *', 'every minute'],
    ['*/15 * * * *', 'every 15 minutes'],
    ['*/15 * * * 6', 'every 15 minutes, Saturdays'],
    ['*/15 8-17 * * 1-5', 'every 15 minutes, 08:00 to 17:59, Monday to Friday'],
    ['0 * * * *', 'every hour'],
    ['5 * * * *', 'every hour at minute 5'],
    ['5,35 * * * *', 'every hour at minute 5 and 35'],
    ['0 */6 * * *', 'every 6 hours'],
    ['30 */6 * * *', 'every 6 hours from 00:30 to 18:30'],
    ['0 8-17 * * *', 'every hour from 08:00 to 17:00'],
    ['0 8-17/4 * * *', 'every 4 hours from 08:00 to 16:00'],
  ])('%s: %s', (cron, words) => {
    expect(cronWords(cron)).toBe(words);
  });

  it.each(['', '0 2 * *', '0 2 * * * *', '0 2 */2 * *', '0 2 * * L', '1-5/2 * * * *', '@daily', '0 2 * * 1#2'])(
    'has no words for %j',
    (cron) => {
      expect(cronWords(cron)).toBeUndefined();
    },
  );
});
