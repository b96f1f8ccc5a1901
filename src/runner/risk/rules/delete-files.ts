/** Finds commands that delete files or empty them. */
import { isWholeFolder, type Location } from '../locate.ts';
import type { Finding, Rule } from '../rule.ts';
import { controlAt } from '../sensitive-paths.ts';
import type { Use } from '../use.ts';

type Level = Finding['level'];

/** Deleting a folder and all that is in it. */
const wholeFolder: Readonly<Record<Location['region'], Level | undefined>> = {
  root: 'critical',
  'system-top': 'critical',
  system: 'critical',
  home: 'high',
  'home-part': 'high',
  'tree-top': 'high',
  above: 'high',
  tree: 'moderate',
  'temporary-top': 'high',
  temporary: 'moderate',
  cache: 'moderate',
  'other-top': 'high',
  other: 'high',
  disk: 'critical',
  sink: 'critical',
  unknown: 'moderate',
  'unknown-contents': 'high',
};

/** Deleting one file; in the working tree that is everyday work. */
const oneFile: Readonly<Record<Location['region'], Level | undefined>> = {
  ...wholeFolder,
  system: 'high',
  'home-part': 'moderate',
  tree: undefined,
  temporary: undefined,
  other: 'moderate',
  unknown: undefined,
  'tree-top': 'moderate',
  cache: undefined,
};

const regenerated =
  /\/(?:node_modules|dist|build|out|target|coverage|__pycache__|\.cache|\.next|\.venv|venv|tmp|\.tox|\.pytest_cache|vendor|obj|\.gradle|\.terraform|cache)(?:\/|$)/;

function ofTarget(use: Use, word: Use['operands'][number], recursive: boolean): Finding | undefined {
  const location = use.locate(word);
  const level = levelOf(location, recursive);
  if (level === undefined) return undefined;
  const what = recursive ? 'deletes everything below' : 'deletes';
  return { level, message: `${what} ${use.says(word)}${location.many ? ' and what matches' : ''}`, place: word.place };
}

function levelOf(location: Location, recursive: boolean): Level | undefined {
  const { region, path, many } = location;
  if (path.startsWith('/tmp/tmp.0000000000')) return undefined;
  if (/(?:^|\/)\.git$/.test(path) && recursive) return 'high';
  if (!recursive && controlAt(path)?.level === 'critical') return 'critical';
  if (recursive && regenerated.test(path) && ['home-part', 'other', 'tree'].includes(region)) return 'moderate';
  if (recursive) return wholeFolder[region];
  if (many && region === 'tree-top') return 'high';
  if (many && (region === 'tree' || region === 'temporary')) return 'moderate';
  if (many && region === 'home') return 'high';
  if (region === 'home-part' && isWholeFolder(location)) return 'high';
  return oneFile[region];
}

function checkRemove(use: Use): readonly (Finding | undefined)[] {
  if (use.has('no-preserve-root')) return [{ level: 'critical', message: 'switches off the protection of /' }];
  const long = [...use.options].some((each) => each.length > 3 && 'recursive'.startsWith(each.replace(/^-+/, '')));
  const recursive = (use.has('r', 'R') && ![...use.options].every((each) => !/^[a-zA-Z]+$/.test(each))) || long;
  const found = use.operands.map((word) => ofTarget(use, word, recursive));
  const fed = use.command.inside.at(-1)?.by ?? '';
  return fed === 'xargs' || fed === 'parallel' ? [...found, ofInput(use, recursive)] : found;
}

/** What `xargs` passes on is known only when it runs: it is as dangerous as what lists it. */
function ofInput(use: Use, recursive: boolean): Finding | undefined {
  const lister = use.before.find((each) => /^(find|ls|fd|locate|git|docker)$/.test(each.program?.text ?? ''));
  const start = lister?.args.find((each) => !each.shown.startsWith('-'));
  const region = start && lister?.program?.text === 'find' ? use.locate(start).region : undefined;
  const all = lister?.program?.text === 'find' && !lister.args.some((each) => narrows.test(each.shown));
  if (region === undefined || (region === 'tree-top' && !all)) {
    return { level: 'moderate', message: 'deletes what it is given' };
  }
  const wide = ['root', 'system-top', 'home', 'system', 'above', 'tree-top'].includes(region);
  return {
    level: region === 'root' ? 'critical' : wide ? 'high' : 'moderate',
    message: `deletes what it is given${recursive ? ', and everything below' : ''}`,
  };
}

const narrows = /^-(?:i?name|i?path|i?regex|[acm]time|[acm]min|size|newer|empty|user|perm|wholename|samefile|inum)$/;

function checkFind(use: Use): readonly (Finding | undefined)[] {
  const args = use.args;
  const deletes =
    args.includes('-delete') ||
    /-(?:exec|execdir|ok|okdir) (?:\S*\/)?(?:rm|unlink|shred|truncate|rmdir)\b/.test(args.join(' '));
  if (!deletes) return [];
  const first = args.findIndex((each) => /^[-(!]/.test(each));
  const starts = use.operands.slice(0, Math.max(first === -1 ? args.length : first, 0));
  const narrow = args.some((each, index) => narrows.test(each) && !/^\*?$/.test(args[index + 1] ?? 'x'));
  const folders = starts.length > 0 ? starts : [undefined];
  return folders.map((word) => {
    const region = word ? use.locate(word).region : 'tree-top';
    return {
      level: findLevel(region, narrow),
      message: `deletes what it finds${narrow ? '' : ', which is everything'}`,
    };
  });
}

/** `fd … -x rm` */
function checkFd(use: Use): readonly (Finding | undefined)[] {
  if (!/ -(?:x|X|-exec|-exec-batch) (?:\S*\/)?(?:rm|unlink|shred|truncate|rmdir)\b/.test(use.line)) return [];
  const regions = use.operands.map((each) => use.locate(each).region);
  const wide = regions.find((each) => ['root', 'system-top', 'system', 'home', 'above'].includes(each));
  return [{ level: findLevel(wide ?? 'tree-top', true), message: 'deletes what it finds' }];
}

function findLevel(region: Location['region'], narrow: boolean): Level {
  const all = wholeFolder[region] ?? 'moderate';
  if (!narrow) return all;
  if (region === 'root') return 'critical';
  return ['system-top', 'system', 'home', 'above', 'disk'].includes(region) ? 'high' : 'moderate';
}

function checkShred(use: Use): readonly (Finding | undefined)[] {
  const fed = use.command.inside.at(-1)?.by === 'xargs' ? [ofInput(use, false)] : [];
  const named = use.operands
    .filter((each) => !/^\d+$/.test(each.shown))
    .map((word): Finding => {
      const { region } = use.locate(word);
      const critical = ['root', 'system-top', 'system', 'disk', 'home'].includes(region);
      return {
        level: critical ? 'critical' : 'high',
        message: `destroys ${use.says(word)} so that nothing can bring it back`,
        place: word.place,
      };
    });
  return [...fed, ...named];
}

function checkMove(use: Use): readonly (Finding | undefined)[] {
  const target = use.operands.at(-1);
  const sources = use.operands.slice(0, -1);
  if (use.operands.length < 2 || target === undefined) return [];
  const lost = use.locate(target).region === 'sink';
  return sources.map((word) => {
    const { region, path, many } = use.locate(word);
    const broad = ['root', 'system-top', 'system'].includes(region);
    if (lost) return { level: broad ? 'critical' : 'high', message: `loses ${use.says(word)}` };
    if (broad)
      return {
        level: region === 'system' && !controlAt(path) && !/^\/usr\/[^/]+$/.test(path) ? 'high' : 'critical',
        message: `moves ${use.says(word)} away`,
      };
    return region === 'home' ||
      region === 'above' ||
      (region === 'tree-top' && many && use.locate(target).region === 'temporary-top')
      ? { level: 'high', message: `moves ${use.says(word)} away` }
      : undefined;
  });
}

/** Archivers that delete what they have packed. */
const packs = (option: RegExp) => (use: Use) =>
  use.args.some((each) => option.test(each))
    ? use.operands
        .slice(1)
        .filter((each) => each.shown !== 'a' && each.shown !== 'm')
        .map((word) => ofTarget(use, word, true))
    : [];

const checks: Readonly<Record<string, (use: Use) => readonly (Finding | undefined)[]>> = {
  rm: checkRemove,
  unlink: checkRemove,
  rimraf: (use) => use.operands.map((word) => ofTarget(use, word, true)),
  trash: (use) => use.operands.map((word) => ofTarget(use, word, true)),
  srm: checkShred,
  shred: checkShred,
  wipe: checkShred,
  find: checkFind,
  zip: packs(/^-\w*m|^--move$/),
  ...{ '7z': packs(/^-sdel$/), '7za': packs(/^-sdel$/), rar: packs(/^(?:m|-df|-dw)$/) },
  gfind: checkFind,
  fd: checkFd,
  fdfind: checkFd,
  mv: checkMove,
  tar: (use) => (use.has('remove-files') ? use.operands.map((word) => ofTarget(use, word, true)) : []),
  rsync: (use) =>
    [...use.options].some((each) => /^del(?:ete)?\b/.test(each)) || use.has('remove-source-files')
      ? [rsyncFinding(use)]
      : [],
};

function rsyncFinding(use: Use): Finding {
  const target = use.operands.at(-1);
  const region = target && use.locate(target).region;
  const wide =
    region !== undefined && ['root', 'system-top', 'home', 'tree-top', 'other-top', 'system'].includes(region);
  return { level: wide ? 'critical' : 'high', message: 'deletes at the target what the source lacks' };
}

export const deleteFiles: Rule = {
  id: 'delete-files',
  why: 'What is deleted without a copy is gone, and a path that is a little wrong takes much more with it.',
  examples: {
    match: [
      ['rm -rf /', 'critical'],
      ['cd / && rm -rf *', 'critical'],
      ['find / -delete', 'critical'],
      ['rm -rf ~', 'high'],
      ['rm -rf "$dir"/*', 'high'],
      ['rm -rf node_modules', 'moderate'],
      ["find . -name '*.pyc' -delete", 'moderate'],
      ['shred -u notes.txt', 'high'],
      ['mv /etc/hosts /dev/null', 'critical'],
      ['rsync -a --delete empty/ ~/', 'critical'],
    ],
    pass: ['rm build/out.o', 'rm -f /tmp/x.log', 'grep -r "rm -rf /" docs', 'find . -name x', 'rm --help', 'mv a b'],
  },
  check: (use) => (Object.hasOwn(checks, use.name) ? (checks[use.name]?.(use) ?? []) : []),
};
