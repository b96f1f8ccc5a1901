/** Finds the shell code in a file that something runs later: a login, a timer, a service, a hook. */

type Extract = (content: string) => readonly string[];

const whole: Extract = (content) => [content];

/** Lines of `crontab`, with the user in the system's own: five fields or `@daily`, then the command. */
const cronLines: Extract = (content) =>
  content.split('\n').flatMap((line) => {
    const found = /^\s*(?:(?:[\d*/,a-zA-Z-]+\s+){5}|@\w+\s+)(?:(?:root|nobody|\w+)\s+(?=[/\w.]))?(.+)$/.exec(line);
    const plain = /^\s*(?:(?:[\d*/,a-zA-Z-]+\s+){5}|@\w+\s+)(.+)$/.exec(line)?.[1];
    return found?.[1] === undefined ? [] : [...new Set([found[1], plain ?? found[1]])];
  });

/** `ExecStart=` of a unit, `Exec=` of a desktop entry, `RUN+=` of udev. */
const keyedLines: Extract = (content) =>
  [...content.matchAll(/(?:^|\n|\\n|,)[ \t]*(?:Exec\w*|RUN\S*?|command)\s*\+?=\s*"?[-@:+!]*([^\n]+)/g)].map((each) =>
    (each[1] ?? '').replace(/^([^"]*)"$/, '$1'),
  );

/** The texts of a property list that are commands, or words of one. */
const propertyTexts: Extract = (content) => {
  const words = [...content.matchAll(/<string>([^<]*)<\/string>/g)].map((each) => each[1] ?? '');
  return [...words, words.join(' ')];
};

const places: readonly (readonly [RegExp, Extract])[] = [
  [
    /\/\.(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zshenv|zprofile|zlogin|kshrc|xinitrc|xprofile|xsession|envrc|config\/fish\/\S*)$/,
    whole,
  ],
  [
    /^\/etc\/(?:profile(?:\.d\/.*)?|bash\.bashrc|bashrc|zsh\S*|rc\.local|rc\.d\/.*|init\.d\/.*|update-motd\.d\/.*|cron\.(?:hourly|daily|weekly|monthly)\/.*|NetworkManager\/dispatcher\.d\/.*|network\/if-up\.d\/.*)$/,
    whole,
  ],
  [/\/\.git\/hooks\/[\w-]+$/, whole],
  [/^\/etc\/(?:crontab|anacrontab|cron\.d\/.*)$|^\/var\/spool\/cron\//, cronLines],
  [/\.(?:service|socket|timer|path|desktop|rules)$/, keyedLines],
  [/\.plist$/, propertyTexts],
];

/** What a file at a path would run, when something runs it. */
export function laterCode(path: string, content: string): readonly string[] {
  return places.flatMap(([pattern, extract]) => (pattern.test(path) ? extract(content) : []));
}

/** What a table of `crontab` runs. */
export const cronCode = (table: string): readonly string[] => cronLines(table);
