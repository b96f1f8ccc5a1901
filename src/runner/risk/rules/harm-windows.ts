/** Finds commands of Windows and PowerShell that destroy or run hidden code, as far as their text tells. */
import { locate } from '../locate.ts';
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import type { Use } from '../use.ts';

const table: Table = [
  [/^format(?:\.com)? [a-z]:/i, 'critical', 'formats a drive'],
  [/^(?:diskpart|clear-disk|format-volume|initialize-disk|remove-partition)\b/i, 'critical', 'changes or erases disks'],
  [
    /^rundll32 .*(?:comsvcs|minidump)|^procdump\d* .*lsass|^ntdsutil\b|^esentutl .*ntds|^diskshadow\b|^vssadmin create shadow/i,
    'critical',
    'copies the store of passwords',
  ],
  [
    /^(?:wmic|fltmc unload|fodhelper|eventvwr|cmstp|installutil|msbuild|regasm|odbcconf|forfiles .*\/c)\b.*(?:process|http|\.(?:dll|inf|xml|exe)|cmd)/i,
    'high',
    'runs code through a program of the system',
  ],
  [/^attrib .*\+[sh]/i, 'moderate', 'hides files'],
  [/^(?:subst|mklink|setx)\b/i, 'moderate', 'changes settings of the machine'],
  [/^cipher \/w/i, 'high', 'erases what was deleted for good'],
  [
    /^vssadmin delete|^wbadmin delete|^wmic shadowcopy delete|^get-wmiobject win32_shadowcopy|^bcdedit (?:\/delete|\/deletevalue)/i,
    'critical',
    'deletes backups',
  ],
  [/^(?:powershell|pwsh)\b.* -e(?:nc?|ncodedcommand|c)?(?: |$)/i, 'high', 'runs code that is hidden'],
  [/^reg delete\b/i, 'high', 'deletes settings of the machine'],
  [/^reg add hklm/i, 'high', 'changes settings of the machine'],
  [/^(?:iex|invoke-expression)\b/i, 'high', 'runs a text as code'],
  [/^wmic process call create|^wmic .*uninstall/i, 'high', 'runs or removes programs'],
];

const removers = /^(?:remove-item|ri|del|erase|rd|rmdir|deltree|clear-content|remove-itemproperty)$/i;

function checkRemove(use: Use): readonly (Finding | undefined)[] {
  if (!removers.test(use.name)) return [];
  const many = use.args.some((each) => /^-r(?:e|ec|ecurse)?$|^-fo\w*$|^\/[sq]$/i.test(each));
  if (!many) return [];
  const listed = use.before
    .filter((each) => /^(?:get-childitem|gci|dir|ls)$/i.test(each.program?.shown ?? ''))
    .flatMap((each) => each.args);
  return [...use.operands, ...listed.filter((each) => !each.shown.startsWith('-'))]
    .filter((each) => !/^\/[a-z]$/i.test(each.shown))
    .map((word) => {
      const path = word.shown.replace(/^\$env:(?:systemdrive|homedrive)/i, 'C:').replace(/[\\/]\*(?:\.\*)?$/, '');
      const { region } = locate(path, use.command.folder, word.globs);
      const critical =
        region === 'root' ||
        region === 'system-top' ||
        /^(?:[A-Z]:?\\?$|[A-Z]:[\\/]*(?:windows|users|program ?files)|\$env:(?:windir|systemroot|userprofile)|~)/i.test(
          path,
        );
      return {
        level: critical ? 'critical' : region === 'home' || region === 'home-part' ? 'high' : 'moderate',
        message: `deletes everything below ${use.says(word)}`,
        place: word.place,
      };
    });
}

function checkPowerShell(use: Use): readonly (Finding | undefined)[] {
  if (!/^(?:powershell|pwsh|cmd)$/i.test(use.name)) return [];
  const text = use.args.join(' ');
  const runs =
    /\biex\b|invoke-expression|downloadstring|\[scriptblock\]/i.test(text) &&
    /downloadstring|invoke-webrequest|\biwr\b|\birm\b|invoke-restmethod|frombase64|https?:/i.test(text);
  const removes =
    /(?:remove-item|\brd\b|\bdel\b|\brmdir\b).*(?:-recurse|-r\b|\/s).*|format [a-z]:|clear-disk|format-volume/i.exec(
      text,
    )?.[0];
  return [
    runs ? { level: 'critical', message: 'runs code that comes from the network, unseen' } : undefined,
    removes !== undefined
      ? {
          level: /[a-z]:[\\/]?(?:["' *]|$|windows|users)|disk|volume|format/i.test(removes) ? 'critical' : 'high',
          message: 'deletes everything below a folder',
        }
      : undefined,
    /set-mppreference|disablerealtimemonitoring|vssadmin|net\.sockets\.tcpclient/i.test(text)
      ? { level: 'critical', message: 'attacks the machine' }
      : undefined,
  ];
}

const fed = (use: Use): Finding | undefined =>
  /^(?:iex|invoke-expression)$/i.test(use.name) && use.before.length > 0
    ? { level: 'high', message: 'runs what it is given' }
    : undefined;

export const harmWindows: Rule = {
  id: 'harm-windows',
  why: 'The commands differ, the harm is the same.',
  examples: {
    match: [
      ['format c: /q /y', 'critical'],
      ['Remove-Item -Recurse -Force C:\\', 'critical'],
      ['del /s /q C:\\Windows', 'critical'],
      ['powershell -enc SQBFAFgA', 'high'],
      ['vssadmin delete shadows /all', 'critical'],
      ['Remove-Item -Recurse build', 'moderate'],
    ],
    pass: ['dir C:\\', 'Get-ChildItem -Recurse', 'rmdir empty', 'pwsh -c "Get-Date"', 'del a.txt'],
  },
  check: (use) => [...lookUp(use, table), ...checkRemove(use), ...checkPowerShell(use), fed(use)],
};
