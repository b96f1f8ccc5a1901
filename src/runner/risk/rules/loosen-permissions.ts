/** Finds commands that open files to everybody, or hand them to somebody else. */
import type { Word } from '../../shell/index.ts';
import type { Finding, Rule } from '../rule.ts';
import type { Use } from '../use.ts';

const wide = ['root', 'system-top', 'system', 'home'];
const isMode = (text: string): boolean => /^[-+=]?[0-7]{1,5}$|^[ugoa]*(?:[-+=][rwxXstugo]*)+(?:,.*)?$/.test(text);

function checkMode(use: Use): readonly (Finding | undefined)[] {
  const mode = use.args.find(isMode) ?? '';
  const paths = use.operands.filter((each) => each.shown !== mode);
  const recursive = use.has('R', 'recursive');
  return paths.map((word) => ofMode(use, mode, word, recursive));
}

/** What one change of mode means for one path; the first that applies. */
type Judge = (use: Use, mode: string, word: Word, recursive: boolean) => Finding | undefined;

const ofMode: Judge = (use, mode, word, recursive) => {
  for (const judge of [setsOwner, opensToAll, changesSystem, showsKeys, changesMany]) {
    const found = judge(use, mode, word, recursive);
    if (found) return { ...found, place: word.place };
  }
  return undefined;
};

const setsOwner: Judge = (use, mode, word) => {
  const sets = /^[0-7]*[2-7][0-7]{3}$|^0?[4-7]\d{3}$|[ugoa]*[+=][rwx]*s/.test(mode);
  if (!sets || /^0[0-7]{3}$|^[01][0-7]{3}$/.test(mode)) return undefined;
  const { region } = use.locate(word);
  const reachable = wide.includes(region) || region === 'temporary' || use.privileged;
  const message = `lets everybody run ${use.says(word)} with its owner's rights`;
  return { level: reachable ? 'critical' : 'high', message };
};

const opensToAll: Judge = (use, mode, word, recursive) => {
  const everybody = /^[0-7]*[2367]$/.test(mode) || /(?:^|,)(?:[ug]*[oa][ugoa]*|)[+=][rx]*w/.test(mode);
  if (!everybody || mode === '+w' || mode === 'u+w') return undefined;
  const { region, many } = use.locate(word);
  const message = `lets everybody write ${use.says(word)}`;
  if (wide.includes(region)) return { level: 'critical', message };
  const far = recursive || (many && region === 'tree-top') || /^\/|^~/.test(word.shown);
  return { level: far ? 'high' : 'moderate', message };
};

const changesSystem: Judge = (use, mode, word, recursive) => {
  const { region } = use.locate(word);
  if (wide.includes(region) && recursive) {
    const message = `changes the permissions of everything below ${use.says(word)}`;
    return { level: region === 'home' ? 'high' : 'critical', message };
  }
  if (!['system', 'system-top', 'root'].includes(region)) return undefined;
  const locks = /^0*$|^[-=]|^a?-/.test(mode) || region !== 'system';
  return { level: locks ? 'critical' : 'high', message: `changes the permissions of ${use.says(word)}` };
};

const showsKeys: Judge = (use, mode, word) => {
  const { path } = use.locate(word);
  const readable = /[4567][0-7]?$|[oga]+\+r/.test(mode) && !/00$/.test(mode);
  return readable && /(?:^|\/)\.(?:ssh|gnupg|aws)(?:\/|$)/.test(path) && !/\.pub$/.test(path)
    ? { level: 'high', message: `lets others read ${use.says(word)}` }
    : undefined;
};

const ownRegions = ['tree', 'tree-top', 'temporary', 'cache', 'unknown'];

const changesMany: Judge = (use, mode, word, recursive) => {
  if (recursive && !ownRegions.includes(use.locate(word).region))
    return { level: 'moderate', message: `changes the permissions of everything below ${use.says(word)}` };
  return /^0+$/.test(mode) ? { level: 'high', message: `locks everybody out of ${use.says(word)}` } : undefined;
};

function checkOwner(use: Use): readonly (Finding | undefined)[] {
  const recursive = use.has('R', 'recursive');
  return use.operands.slice(1).map((word) => {
    const { region, path } = use.locate(word);
    const message = `gives ${use.says(word)}${recursive ? ' and everything below' : ''} to somebody else`;
    if (['root', 'system-top'].includes(region)) return { level: 'critical', message, place: word.place };
    if (region === 'system')
      return {
        level: recursive || /^\/(?:etc|usr|bin|boot)/.test(path) ? 'critical' : 'high',
        message,
        place: word.place,
      };
    if (region === 'home' || region === 'above')
      return { level: recursive ? 'high' : 'moderate', message, place: word.place };
    return { level: 'moderate', message, place: word.place };
  });
}

/** `install -m 4755` */
function checkInstall(use: Use): readonly (Finding | undefined)[] {
  const at = use.args.findIndex((each) => /^(?:-\w*m|--mode)$/.test(each));
  const mode = use.args[at + 1] ?? '';
  const joined = use.args.map((each) => /^--mode=(.*)|^-m(\d+)$/.exec(each)).find((each) => each !== null);
  const given = at === -1 ? (joined?.[1] ?? joined?.[2]) : mode;
  const target = use.operands.at(-1);
  return given === undefined || target === undefined || !/^[2467]\d{3}$|s/.test(given)
    ? []
    : [ofMode(use, given, target, false)];
}

const simple: Readonly<Record<string, (use: Use) => Finding | undefined>> = {
  setfacl: (use) =>
    use.has('m', 'modify', 'b', 'remove-all', 's', 'set', 'M')
      ? {
          level:
            use.has('R') || use.operands.some((each) => wide.includes(use.locate(each).region)) ? 'high' : 'moderate',
          message: 'changes who may read and write',
        }
      : undefined,
  chattr: (use) => ({
    level: use.operands.some((each) => wide.includes(use.locate(each).region)) || use.has('R') ? 'high' : 'moderate',
    message: 'changes whether files can be changed at all',
  }),
  setcap: () => ({ level: 'critical', message: 'gives a program rights of root' }),
  icacls: (use) =>
    /grant|reset|deny|setowner/i.test(use.line)
      ? { level: 'high', message: 'changes who may read and write' }
      : undefined,
  takeown: () => ({ level: 'high', message: 'takes files over' }),
};

export const loosenPermissions: Rule = {
  id: 'loosen-permissions',
  why: 'Files that everybody may write, or that run as root, hand the machine to the next program that is broken.',
  examples: {
    match: [
      ['chmod -R 777 /', 'critical'],
      ['chmod -R 777 .', 'high'],
      ['chmod 777 run.sh', 'moderate'],
      ['chmod u+s /bin/bash', 'critical'],
      ['chmod 4755 /tmp/sh', 'critical'],
      ['sudo chown -R user /usr', 'critical'],
      ['setcap cap_setuid+ep ./x', 'critical'],
    ],
    pass: [
      'chmod +x script.sh',
      'chmod 600 ~/.ssh/id_rsa',
      'chmod 644 a.txt',
      'chmod -R 755 public',
      'chmod 0755 x',
      'ls -l',
    ],
  },
  check: (use) => {
    if (use.name === 'chmod') return checkMode(use);
    if (use.name === 'install') return checkInstall(use);
    if (use.name === 'chown' || use.name === 'chgrp') return checkOwner(use);
    return Object.hasOwn(simple, use.name) ? [simple[use.name]?.(use)] : [];
  },
};
