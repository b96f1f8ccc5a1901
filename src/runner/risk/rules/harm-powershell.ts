/** Finds PowerShell commands that change, stop or open something, by the verb and the noun that every one has. */
import type { Finding, Rule } from '../rule.ts';
import type { Use } from '../use.ts';

type Level = Finding['level'];

const words = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().split(' '));

/** What a verb takes away, or changes for the machine. */
const verbs = words(
  [
    'remove uninstall disable stop restart suspend clear reset revoke format initialize dismount set new add',
    'register enable install grant unregister rename start invoke update resize optimize repair checkpoint',
    'restore move block unblock lock unlock debug',
  ].join(' '),
);
const taking = words(
  'remove uninstall disable stop suspend clear reset revoke format initialize dismount unregister resize',
);

/** Things that belong to the session, or that other rules look at by their path. */
const harmless = words(
  [
    'variable host module job pssession transcript item itemproperty content location culture event psdrive',
    'alias history line breakpoint debug trace object timespan guid random temporaryfile cimsession',
    'psreadlineoption strictmode date clipboard csv json help sleep build output error warning type member',
    'list path childitem webrequest restmethod expression command selfsigned pester psdebug',
  ].join(' '),
);

const nouns: readonly (readonly [ReadonlySet<string>, Level, string])[] = [
  [words('disk volume partition storagepool virtualdisk physicaldisk'), 'critical', 'changes or erases disks'],
  [words('eventlog winevent vmsnapshot wbbackupset computerrestore shadowcopy'), 'critical', 'deletes logs or backups'],
  [
    words('localgroupmember adgroupmember roleassignment azroleassignment mailboxpermission'),
    'critical',
    'gives somebody rights',
  ],
  [
    words(
      'vm vhd aduser adgroup adcomputer adobject adorganizationalunit localuser localgroup mailbox msoluser mguser',
    ),
    'high',
    'changes accounts or machines',
  ],
  [
    words('azresource azresourcegroup azvm azstorageaccount azkeyvault azsqldatabase ec2instance s3bucket'),
    'critical',
    'destroys something in the cloud',
  ],
  [
    words(
      [
        'netfirewallrule netfirewallprofile firewallrule netipsecrule bitlocker smbshare windowsoptionalfeature',
        'windowsfeature processmitigation uevapplication',
      ].join(' '),
    ),
    'high',
    'changes a protection',
  ],
  [words('netadapter netipaddress netroute dnsclientserveraddress computer'), 'high', 'cuts the machine off'],
  [words('scheduledtask scheduledjob wmievent cimevent psremoting service'), 'moderate', 'changes what runs by itself'],
];

/** Commands whose verb alone does not tell. */
const named: ReadonlyMap<string, readonly [Level, string]> = new Map([
  ['stop-computer', ['high', 'stops the machine']],
  ['restart-computer', ['high', 'stops the machine']],
  ['enable-psremoting', ['high', 'opens a way into the machine']],
  ['register-scheduledtask', ['high', 'makes a program run by itself']],
  ['new-service', ['high', 'makes a program run by itself']],
  ['add-localgroupmember', ['critical', 'gives somebody rights']],
  ['get-credential', ['moderate', 'asks for a password']],
  ['convertfrom-securestring', ['high', 'shows a stored password']],
  ['add-type', ['moderate', 'compiles code and loads it']],
]);

function ofCommand(use: Use): Finding | undefined {
  const name = use.name.toLowerCase();
  const special = named.get(name);
  if (special) return { level: special[0], message: special[1] };
  const [, verb = '', noun = ''] = /^([a-z]+)-([a-z]\w+)$/.exec(name) ?? [];
  if (!/^[A-Z][a-z]+-[A-Z]/.test(use.name) && !/^[a-z]+-[a-z]+$/.test(use.name)) return undefined;
  const found = nouns.find(([set]) => set.has(noun));
  if (found && verbs.has(verb)) return { level: found[1], message: found[2] };
  return taking.has(verb) && !harmless.has(noun) && /^[A-Z][a-z]+-[A-Z]/.test(use.name)
    ? { level: 'moderate', message: 'stops, removes or changes something' }
    : undefined;
}

export const harmPowershell: Rule = {
  id: 'harm-powershell',
  why: 'The verb says what is done, and to the machine it is done at once.',
  examples: {
    match: [
      ['Clear-Disk -Number 0 -RemoveData', 'critical'],
      ['Stop-Service -Name Spooler', 'moderate'],
      ['New-NetFirewallRule -DisplayName all -Action Allow', 'high'],
      ['Add-LocalGroupMember -Group Administrators -Member bob', 'critical'],
      ['Uninstall-Package foo', 'moderate'],
    ],
    pass: [
      'Get-Service',
      'Remove-Item a.txt',
      'Remove-Variable x',
      'Get-Disk',
      'Clear-Host',
      'New-Item -ItemType Directory out',
    ],
  },
  check: (use) => [ofCommand(use)],
};
