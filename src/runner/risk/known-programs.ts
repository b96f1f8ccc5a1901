/** Finds the program that a pattern such as `/bin/r?` names. */

const targets =
  'rm dd sh bash zsh dash cat mkfs chmod chown shred wget curl nc ncat python python3 perl sudo kill reboot shutdown mv cp tee find'.split(
    ' ',
  );

/** The program that a pattern of file names stands for; the name itself where it is no pattern. */
export function knownProgram(name: string, globs: boolean): string {
  if (!globs || name.length > 40) return name;
  const pattern = toPattern(name);
  return targets.find((each) => pattern.test(each)) ?? name;
}

/** A pattern that is longer, or has more stars, is not followed: matching it could take forever. */
const longestPattern = 100;
const mostStars = 5;
const matchesNothing = /^(?!)/;

/** A regular expression for `*`, `?` and `[…]`. */
export function toPattern(glob: string): RegExp {
  const short = glob.replace(/\*+/g, '*');
  if (short.length > longestPattern || short.split('*').length > mostStars + 1) return matchesNothing;
  const source = short
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]')
    .replace(/\[!/g, '[^');
  try {
    return new RegExp(`^${source}$`);
  } catch {
    // A bracket that is not closed is no pattern: it stands for nothing known.
    return matchesNothing;
  }
}
