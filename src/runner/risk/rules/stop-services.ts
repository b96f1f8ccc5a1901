/** Finds commands that stop services, or the machine. */
import { lookUp, type Rule, type Table } from '../rule.ts';

const table: Table = [
  [
    /^(?:shutdown|poweroff|halt|reboot)\b(?!.*(?: -c\b| --show| -k\b| -w\b))|^stop-computer|^restart-computer/i,
    'high',
    'stops the machine',
  ],
  [/^(?:init|telinit) [0-6sS]\b/, 'high', 'stops the machine'],
  [
    /^systemctl\b.* ?\b(?:poweroff|reboot|halt|kexec|suspend|hibernate|rescue|emergency|isolate|soft-reboot)\b/,
    'high',
    'stops the machine',
  ],
  [/^kexec .*-\w*e|^pm-(?:suspend|hibernate)/, 'high', 'stops the machine'],
  [
    /^systemctl\b.*\b(?:stop|disable|mask|kill)\b.* (?:sshd?|network\S*|NetworkManager|dbus|systemd-\S+|docker|containerd|kubelet|cron\w*|login\S*|getty\S*|display-manager|gdm)(?:\.\w+)?\b/,
    'high',
    'stops a service that others depend on',
  ],
  [/^systemctl\b.*\bmask\b/, 'high', 'keeps a service from ever starting'],
  [
    /^systemctl\b.*\b(?:stop|disable|kill|set-default|restart|start|reload|try-restart|daemon-reload|reset-failed|edit|revert|unmask)\b/,
    'moderate',
    'starts, stops or changes a service',
  ],
  ...[
    /^service \S+ (?:stop|restart|start|reload)|^rc-service \S+ (?:stop|restart|start)/,
    /init\.d\/\S+ (?:stop|restart)|^\S+ (?<=init\.d\S+)(?:stop|restart)|^initctl (?:stop|restart)|^sv (?:stop|restart|down)/,
    /^supervisorctl (?:stop|restart|remove|shutdown)|^pm2 (?:delete|stop|kill|restart)|^brew services (?:stop|restart|start)/,
    /^apachectl (?:stop|restart|graceful)|^nginx -s (?:stop|quit|reload)|^sc (?:stop|delete|config)|^net stop/i,
  ].map((pattern) => [pattern, 'moderate', 'starts, stops or changes a service'] as const),
  [/^launchctl (?:unload|bootout|remove|disable|kill|stop|kickstart|reboot)\b/, 'high', 'stops a service'],
  [
    /^(?:ipmitool|ipmipower)\b.*(?:power|chassis).*(?:off|cycle|reset)|^virsh (?:shutdown|reboot)|^wakeonlan/,
    'high',
    'stops a machine',
  ],
  [/^service \S+ (?:stop|restart)/, 'moderate', 'starts, stops or changes a service'],
];

export const stopServices: Rule = {
  id: 'stop-services',
  why: 'Everybody who uses the machine or the service is cut off.',
  examples: {
    match: [
      ['shutdown -h now', 'high'],
      ['systemctl reboot', 'high'],
      ['init 0', 'high'],
      ['systemctl stop sshd', 'high'],
      ['sudo systemctl restart nginx', 'moderate'],
    ],
    pass: [
      'systemctl status nginx',
      'shutdown -c',
      'last reboot',
      'systemctl list-units',
      'uptime',
      'service --status-all',
    ],
  },
  check: (use) => lookUp(use, table),
};
