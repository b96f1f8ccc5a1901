/** Names match whole, with arguments, and as the start of a longer name only where the table says so. */
import { expect, it } from 'vitest';
import { named } from './named.ts';

const pattern = named('nmap a.out enum4linux*', '[ x+');

it.each(['nmap', 'nmap -sS host', 'NMAP', 'a.out', 'enum4linux', 'enum4linux-ng x', '[ -f x ]', 'x+'])(
  'finds %s',
  (line) => {
    expect(pattern.test(line)).toBe(true);
  },
);

it.each(['nmapx', 'xnmap', 'aXout', 'map', '', 'xx', 'n nmap'])('leaves alone %j', (line) => {
  expect(pattern.test(line)).toBe(false);
});
