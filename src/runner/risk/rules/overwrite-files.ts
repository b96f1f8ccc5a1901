/** Finds commands that write where the system, or a login, reads what to do. */
import type { Word } from '../../shell/index.ts';
import type { Finding, Rule } from '../rule.ts';
import { controlAt } from '../sensitive-paths.ts';
import type { Use } from '../use.ts';

const writing = /^(?:>|>>|>\||&>|&>>|<>|>&)$/;

function ofTarget(use: Use, word: Word): Finding | undefined {
  const { region, path } = use.locate(word);
  if (region === 'disk' || region === 'root') {
    return { level: 'critical', message: `writes over the disk ${use.says(word)}`, place: word.place };
  }
  const control = controlAt(path);
  if (control)
    return { level: control.level, message: `writes ${use.says(word)}: ${control.message}`, place: word.place };
  if (region === 'system' || region === 'system-top')
    return { level: 'moderate', message: `writes ${use.says(word)}`, place: word.place };
  return undefined;
}

/** Writing into a folder is writing the file there. */
function ofCopy(use: Use): readonly Word[] {
  const given = optionValue(use, /^(?:-t|--target-directory)$/);
  const target = given ?? use.operands.at(-1);
  if (target === undefined || (use.operands.length < 2 && given === undefined)) return [];
  const source = use.operands[0]?.shown.replace(/^.*\//, '') ?? '';
  const inside = { ...target, shown: `${target.shown.replace(/\/$/, '')}/${source}` };
  return controlAt(use.locate(target).path) || use.locate(target).region === 'disk' ? [target] : [inside];
}

function optionValue(use: Use, option: RegExp): Word | undefined {
  const words = use.command.args;
  const at = words.findIndex((each) => option.test(each.shown));
  return at === -1 ? undefined : words[at + 1];
}

type Written = (use: Use) => readonly (Word | undefined)[];

const everyOperand: Written = (use) => use.operands;
/** Who opens an editor as root means to write. */
const edited: Written = (use) => (use.privileged ? use.operands : []);
const inPlace: Written = (use) =>
  [...use.options].some((each) => /^(?:[a-zA-Z]{0,4}i(?:\.\w+)?[a-zA-Z]?|in-place)$/.test(each))
    ? use.operands.filter((each) => /^[/.]/.test(each.shown))
    : [];

/** What each program writes. */
const written: Readonly<Record<string, Written>> = {
  ...{ tee: everyOperand, sponge: everyOperand, truncate: everyOperand, ed: everyOperand, ex: everyOperand },
  ...{ vi: edited, vim: edited, nvim: edited, nano: edited, emacs: edited, micro: edited },
  ...{ cp: ofCopy, mv: ofCopy, install: ofCopy, ln: ofCopy, rsync: ofCopy },
  ...{ sed: inPlace, gsed: inPlace, perl: inPlace, ruby: inPlace },
  curl: (use) => [optionValue(use, /^(?:-\w*o|--output)$/)],
  wget: (use) => [optionValue(use, /^(?:-\w*[OP]|--output-document|--directory-prefix)$/)],
  sort: (use) => [optionValue(use, /^(?:-o|--output)$/)],
  dd: (use) =>
    use.command.args
      .filter((each) => each.shown.startsWith('of='))
      .map((each) => ({ ...each, shown: each.shown.slice(3) })),
  patch: (use) => use.operands.slice(0, 1),
};

const writtenBy: Written = (use) => (Object.hasOwn(written, use.name) ? (written[use.name]?.(use) ?? []) : []);

/** An archive that is unpacked over the system. */
function unpacks(use: Use): Finding | undefined {
  const folder = unpackedInto(use);
  if (folder === undefined) return undefined;
  const { region, path } = use.locate(folder);
  const top = region === 'root' || /^\/(?:etc|usr|bin|sbin|lib|lib64|boot)$/.test(path);
  const level = top ? 'high' : region === 'system' || region === 'system-top' ? 'moderate' : undefined;
  return level && { level, message: `unpacks files into ${use.says(folder)}`, place: folder.place };
}

function unpackedInto(use: Use): Word | undefined {
  const { args } = use.command;
  const [first] = args;
  if (/^(?:bsd|g)?tar$/.test(use.name) && use.has('x', 'extract', 'get')) {
    const joined = args.find((each) => /^(?:-C\/|--directory=)/.test(each.shown));
    const folder = joined ? { ...joined, shown: joined.shown.replace(/^(?:-C|--directory=)/, '') } : undefined;
    return (
      optionValue(use, /^(?:-\w*C|--directory|--cd)$/) ??
      folder ??
      (first && { ...first, shown: use.command.folder, written: '.' })
    );
  }
  if (use.name === 'unzip' && !use.has('l', 't', 'Z')) return optionValue(use, /^-d$/);
  if (use.name === 'cpio' && use.has('i', 'extract')) return optionValue(use, /^(?:-D|--directory)$/);
  return undefined;
}

export const overwriteFiles: Rule = {
  id: 'overwrite-files',
  why: 'Whoever writes these files decides what the system does, or who gets in.',
  examples: {
    match: [
      ['echo "x:x:0:0::/:/bin/sh" >> /etc/passwd', 'critical'],
      ['cat key.pub >> ~/.ssh/authorized_keys', 'critical'],
      ['echo b > /proc/sysrq-trigger', 'critical'],
      ['echo "export PATH=/tmp:$PATH" >> ~/.bashrc', 'high'],
      ['sudo cp tool /usr/local/bin/', 'high'],
      ["sed -i 's/a/b/' /etc/hosts", 'high'],
      ['cat image > /dev/sda', 'critical'],
    ],
    pass: ['echo hi > out.txt', 'ls 2>/dev/null', "sed -i 's/a/b/' src/x.c", 'cp a b', 'echo x > /dev/stderr'],
  },
  check: (use) => {
    const redirected = use.command.redirections.filter(
      ({ operator, target }) =>
        writing.test(operator) &&
        !/^[\d-]+$/.test(target.shown) &&
        !target.shown.startsWith('/dev/tcp/') &&
        !target.shown.startsWith('/dev/udp/'),
    );
    return [
      ...[...redirected.map((each) => each.target), ...writtenBy(use)].map((word) => word && ofTarget(use, word)),
      unpacks(use),
    ];
  },
};
