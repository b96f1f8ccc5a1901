/** Finds commands that change the running system: kernel, modules, mounts, clocks, schedules. */
import { lookUp, type Rule, type Table } from '../rule.ts';

const table: Table = [
  [/^(?:insmod|modprobe)\b(?!.* (?:-n|--show|-D|-c|--resolve-alias))/, 'high', 'loads code into the kernel'],
  [/^(?:rmmod)\b|^modprobe .*-r/, 'high', 'takes code out of the kernel'],
  [/^sysctl .*(?:-w\b|--write|-p\b|--system|\S=\S)/, 'moderate', 'changes the running kernel'],
  [
    /^mount .*-o .*(?:remount|bind|suid|exec)|^mount --(?:bind|rbind|move)/,
    'high',
    'changes what everybody sees of the files',
  ],
  [/^mount (?!-l\b|--version)(?:\S+ )*\S+/, 'moderate', 'changes what everybody sees of the files'],
  [
    /^umount\b.*(?: -\w*[alf]| --all| --lazy| --force)|^umount (?:\/|\/home|\/usr|\/var|\/boot)$/,
    'high',
    'takes files away from everybody',
  ],
  [/^umount\b/, 'moderate', 'takes files away'],
  [/^(?:swapoff|swapon)\b(?!.* (?:-s|--show))/, 'moderate', 'changes the memory of the machine'],
  [/^crontab\b.* -\w*r/, 'high', 'deletes everything that runs by itself'],
  [/^(?:renice|ionice -c ?1|chrt|taskset -\w*p)\b/, 'moderate', 'changes who gets the processor first'],
  [
    /^cancel (?:-a|\S)|^lprm\b|^cupsdisable\b|^postsuper .*-d|^mailq -q|^exim .*-Mrm/,
    'moderate',
    'throws away what waits to be sent or printed',
  ],
  [/^(?:atrm|at -[dr])\b/, 'moderate', 'deletes something that was to run later'],
  [/^(?:quotaoff|edquota|setquota|quotacheck)\b|^xfs_quota .*limit/, 'moderate', 'changes how much anybody may store'],
  [
    /^hwclock .*(?:--set|-w|--systohc)|^date .*(?:-s\b|--set)|^timedatectl set-|^ntpdate\b/,
    'moderate',
    'changes the clock',
  ],
  [/^hostnamectl (?:set-|hostname )|^hostname [^-]\S*$/, 'moderate', 'changes the name of the machine'],
  [
    /^(?:grub-install|update-grub|grub-mkconfig|grub2-install|update-initramfs|dracut|mkinitcpio|bootctl|lilo|efibootmgr|grub2-mkconfig|grubby|kernelstub)\b(?!.*(?: -v$|status|list))/,
    'high',
    'changes how the machine starts',
  ],
  [
    /^(?:nvram|bless|systemsetup|pmset|scutil) .*(?:-c\b|-d\b|--set|-set\w*|boot-args|--folder|-a\b)/,
    'high',
    'changes how the machine starts or runs',
  ],
  [/^tmutil (?:delete\w*|disable\w*|removedestination|thinlocalsnapshots)/, 'high', 'deletes backups'],
  [/^defaults (?:delete|write)\b/, 'moderate', 'changes settings'],
  [
    /^(?:ldconfig|update-alternatives|alternatives|update-ca-certificates|update-ca-trust|dpkg-reconfigure|setxkbmap|localectl set\S*|locale-gen|gsettings (?:set|reset)|dconf (?:write|reset))\b/,
    'moderate',
    'changes settings of the machine',
  ],
  [
    /^(?:lvextend|lvresize|vgextend|pvcreate|vgcreate|lvcreate|losetup|dmsetup|cryptsetup|mdadm)\b(?!.*(?:--list|-l\b|-a\b|status|--detail|-D\b|--examine|luksDump|ls\b|info))/,
    'high',
    'changes disks',
  ],
  [
    /^(?:zfs|zpool) (?:create|set|snapshot|import|export|offline|detach|add|replace)\b|^btrfs (?:balance|subvolume create|filesystem resize)/,
    'moderate',
    'changes disks',
  ],
  [
    /^(?:restic|borg|duplicity|timeshift|snapper|rsnapshot)\b.*\b(?:forget|prune|delete|--delete|rm)\b|^borg delete/,
    'high',
    'deletes backups',
  ],
  [
    /^(?:ip|route|ifconfig|iw|brctl|nmcli|tc|ethtool|netplan)\b.* (?:add|del|delete|set|up|down|change|replace|apply|connect|disconnect|modify)\b/,
    'moderate',
    'changes the network of the machine',
  ],
];

export const changeSystem: Rule = {
  id: 'change-system',
  why: 'It changes the running system for everybody on it.',
  examples: {
    match: [
      ['insmod rootkit.ko', 'high'],
      ['crontab -r', 'high'],
      ['umount -a', 'high'],
      ['sysctl -w vm.swappiness=10', 'moderate'],
      ['mount -o remount,rw /', 'high'],
    ],
    pass: ['lsmod', 'sysctl -a', 'mount', 'crontab -l', 'date +%s', 'ip addr', 'hostname', 'swapon --show'],
  },
  check: (use) => lookUp(use, table),
};
