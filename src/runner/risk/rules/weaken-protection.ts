/** Finds commands that switch off what protects the machine. */
import { lookUp, type Rule, type Table } from '../rule.ts';

const guards = `(?:${[
  ...['firewalld', 'ufw', 'iptables', 'nftables', 'auditd', 'apparmor', 'fail2ban', 'clamav\\S*', 'crowdsec', 'falco'],
  ...['osqueryd', 'rsyslog', 'syslog\\S*', 'systemd-journald', 'selinux\\S*', 'sshguard', 'aide', 'wazuh\\S*'],
  ...['falcon-sensor', 'mdatp', 'ossec\\S*', 'snort', 'suricata', 'ntp', 'chronyd', 'windefend', 'unattended-upgrades'],
].join('|')})`;

const table: Table = [
  [/^ufw (?:--force )?(?:disable|reset|default allow)/, 'high', 'switches the firewall off'],
  [/^ufw (?:allow|delete|insert)\b/, 'moderate', 'changes the firewall'],
  [/^ip6?tables .*(?:-F\b|-X\b|--flush|-P \S+ ACCEPT|--policy \S+ ACCEPT)/, 'high', 'switches the firewall off'],
  [/^ip6?tables .*(?:-P|--policy) \S+ DROP|^ip6?tables .*-j DROP/, 'high', 'can shut everybody out'],
  [/^ip6?tables .*(?:-[AIDR]\b|--append|--insert|--delete)/, 'moderate', 'changes the firewall'],
  [/^ip6?tables-restore\b|^nft .*(?:add|insert|delete|-f)\b/, 'moderate', 'changes the firewall'],
  [/^nft .*(?:flush|delete table|destroy)\b/, 'high', 'switches the firewall off'],
  [/^ipset (?:destroy|flush)|^pfctl .*-(?:d|F)\b|^ebtables .*-F/, 'high', 'switches the firewall off'],
  [
    /^firewall-cmd .*(?:--panic-off|--set-default-zone=trusted|--zone=trusted|--remove-)|^firewall-cmd .*--add-/,
    'high',
    'opens the firewall',
  ],
  [/^setenforce (?:0|permissive)/i, 'high', 'switches SELinux off'],
  [/^(?:setsebool|semanage|semodule) .*(?:-P|permissive|-r|-d)\b/, 'high', 'weakens SELinux'],
  [/^(?:aa-disable|aa-teardown|aa-complain|apparmor_parser -R)\b/, 'high', 'switches AppArmor off'],
  [
    new RegExp(`^systemctl .*(?:stop|disable|mask|kill)\\b.* ${guards}(?:\\.service)?\\b`),
    'high',
    'switches a protection off',
  ],
  [
    new RegExp(
      `^service ${guards} stop|^(?:chkconfig|update-rc\\.d|rc-service) .*${guards} .*(?:off|disable|stop|remove)|^(?:kill|pkill|killall) .*${guards}|^sc (?:stop|config|delete) ${guards}|^net stop ${guards}`,
      'i',
    ),
    'high',
    'switches a protection off',
  ],
  [
    /^csrutil (?:disable|authenticated-root disable)|^spctl .*(?:--master-disable|--global-disable)|^nvram .*csr/,
    'critical',
    'switches the protection of the system off',
  ],
  [
    /^(?:spctl --add|xattr .*-d.*com\.apple\.quarantine|tccutil reset)/,
    'high',
    'lets a program past the protection of the system',
  ],
  [
    /^defaults write .*(?:LSQuarantine|com\.apple\.alf|SoftwareUpdate|globalstate)/,
    'high',
    'switches a protection off',
  ],
  [/^\S*socketfilterfw .*--setglobalstate off|^fdesetup disable/, 'critical', 'switches a protection off'],
  [
    /set-mppreference.*(?:disable|exclusion)|netsh (?:advfirewall|firewall) set .*(?:off|disable)|^add-mppreference|disableantispyware|disablerealtimemonitoring|uninstall-windowsfeature.*defender/i,
    'critical',
    'switches a protection off',
  ],
  [/^(?:set-executionpolicy) .*(?:bypass|unrestricted)/i, 'high', 'lets any script run'],
  [/^bcdedit .*(?:recoveryenabled no|testsigning on|nointegritychecks)/i, 'critical', 'switches a protection off'],
  [
    /^git config .*http\.sslverify ['"]?false|^npm config set strict-ssl false|^git -c http\.sslVerify=false/i,
    'high',
    'stops checking who a server is',
  ],
  [/^echo 0 .*\/(?:selinux\/enforce|randomize_va_space)/, 'high', 'weakens a protection'],
  [
    /^sysctl .*(?:randomize_va_space=0|kptr_restrict=0|yama\.ptrace_scope=0|dmesg_restrict=0|rp_filter=0|ip_forward=1|sysrq=1|unprivileged\S*=1)/,
    'high',
    'weakens a protection',
  ],
  [/^mokutil .*--disable-validation|^sbctl .*reset/, 'critical', 'switches a protection off'],
  [/^xhost \+(?: |$)/, 'high', 'lets everybody see and use the screen'],
  [/^umask 0*$/, 'high', 'makes every new file open to everybody'],
  [/^swapoff -a\b/, 'moderate', 'takes memory away from everybody'],
  [
    /^(?:falconctl|mdatp|ossec-control|wazuh-control|clamdscan) .*(?:stop|uninstall|disable|--real-time-protection)/,
    'critical',
    'switches a protection off',
  ],
  [
    /^ip link set .* down|^ifconfig \S+ down|^nmcli (?:networking|radio \w+) off|^ifdown |^ip route (?:del|flush)|^route (?:del|delete|flush)|^ip addr flush|^ip (?:a|addr|address) del/,
    'high',
    'cuts the machine off the network',
  ],
];

export const weakenProtection: Rule = {
  id: 'weaken-protection',
  why: 'What a firewall or a policy kept out gets in at once.',
  examples: {
    match: [
      ['ufw disable', 'high'],
      ['iptables -F', 'high'],
      ['setenforce 0', 'high'],
      ['systemctl stop firewalld', 'high'],
      ['csrutil disable', 'critical'],
      ['sudo ufw allow 22', 'moderate'],
    ],
    pass: [
      'ufw status',
      'iptables -L -n',
      'getenforce',
      'systemctl status firewalld',
      'csrutil status',
      'umask 022',
      'nft list ruleset',
    ],
  },
  check: (use) => lookUp(use, table),
};
