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

function ofMode(use: Use, mode: string, word: Word, recursive: boolean): Finding | undefined {
  const { region, path, many } = use.locate(word);
  const place = word.place;
  const broad = wide.includes(region);
  const wholeTree = many && region === 'tree-top';
  if (
    /^[0-7]*[2-7][0-7]{3}$|^0?[4-7]\d{3}$|[ugoa]*[+=][rwx]*s/.test(mode) &&
    !/^0[0-7]{3}$|^[01][0-7]{3}$/.test(mode)
  ) {
    return {
      level: broad || region === 'temporary' || use.privileged ? 'critical' : 'high',
      message: `lets everybody run ${use.says(word)} with its owner's rights`,
      place,
    };
  }
  const everybody = /^[0-7]*[2367]$/.test(mode) || /(?:^|,)(?:[ug]*[oa][ugoa]*|)[+=][rx]*w/.test(mode);
  if (everybody && mode !== '+w' && mode !== 'u+w') {
    if (broad) return { level: 'critical', message: `lets everybody write ${use.says(word)}`, place };
    return {
      level: recursive || wholeTree || /^\/|^~/.test(word.shown) ? 'high' : 'moderate',
      message: `lets everybody write ${use.says(word)}`,
      place,
    };
  }
  if (broad && recursive)
    return {
      level: region === 'home' ? 'high' : 'critical',
      message: `changes the permissions of everything below ${use.says(word)}`,
      place,
    };
  if (region === 'system' || region === 'system-top' || region === 'root')
    return {
      level: /^0*$|^[-=]|^a?-/.test(mode) || region !== 'system' ? 'critical' : 'high',
      message: `changes the permissions of ${use.says(word)}`,
      place,
    };
  if (
    /(?:^|\/)\.(?:ssh|gnupg|aws)(?:\/|$)/.test(path) &&
    /[4567][0-7]?$|[oga]+\+r/.test(mode) &&
    !/00$/.test(mode) &&
    !/\.pub$/.test(path)
  )
    return { level: 'high', message: `lets others read ${use.says(word)}`, place };
  if (recursive && !['tree', 'tree-top', 'temporary', 'cache', 'unknown'].includes(region))
    return { level: 'moderate', message: `changes the permissions of everything below ${use.says(word)}`, place };
  return /^0*$/.test(mode) && mode !== ''
    ? { level: 'high', message: `locks everybody out of ${use.says(word)}`, place }
    : undefined;
}

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
    if (use.name === 'chown' || use.name === 'chgrp') return checkOwner(use);
    return Object.hasOwn(simple, use.name) ? [simple[use.name]?.(use)] : [];
  },
};
