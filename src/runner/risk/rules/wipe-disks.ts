/** Finds commands that format, partition or overwrite disks and volumes. */
import { lookUp, type Rule, type Table } from '../rule.ts';
import type { Use } from '../use.ts';

const table: Table = [
  [/^mk(?:fs|e2fs|swap|dosfs|ntfs)\b(?!.* -V)|^mkfs\.\w+/, 'critical', 'makes a new file system over what is there'],
  [/^newfs\w* /, 'critical', 'makes a new file system over what is there'],
  [/^(?:wipefs) .*(?:-a|--all|-o|--offset|-f)/, 'critical', 'erases the signatures of a disk'],
  [/^blkdiscard /, 'critical', 'discards every block of a disk'],
  [/^(?:fdisk|cfdisk|gdisk|cgdisk) (?!.*(?:-l|--list)\b).*\S/, 'critical', 'changes the partitions of a disk'],
  [/^sfdisk (?!.*(?:-l|-d|--list|--dump|-J)\b).*\S/, 'critical', 'changes the partitions of a disk'],
  [/^sgdisk (?!(?:-p|--print)\b).*\S/, 'critical', 'changes the partitions of a disk'],
  [/^parted .*(?:mklabel|mktable|rm|mkpart|resizepart)\b/, 'critical', 'changes the partitions of a disk'],
  [
    /^cryptsetup .*(?:luksFormat|luksErase|erase|luksKillSlot|luksRemoveKey|reencrypt)\b/,
    'critical',
    'makes an encrypted disk unreadable',
  ],
  [/^(?:lv|vg|pv)remove\b/, 'critical', 'removes a volume'],
  [/^(?:lv|vg)reduce\b/, 'critical', 'shrinks a volume'],
  [/^(?:zpool|zfs) (?:destroy|labelclear|rollback)\b/, 'critical', 'destroys a pool, a file system or its later state'],
  [/^btrfs (?:subvolume|sub) (?:delete|del)\b|^btrfs device (?:delete|remove)\b/, 'critical', 'deletes a volume'],
  [/^mdadm .*(?:--zero-superblock|--stop|--remove|--fail|-S)\b/, 'critical', 'takes an array of disks apart'],
  [
    /^hdparm .*(?:--security-erase|--trim-sector|--make-bad|--write-sector|--yes-i-know)/,
    'critical',
    'erases a disk in its own firmware',
  ],
  [/^nvme (?:format|sanitize|delete-ns|write-zeroes)\b/, 'critical', 'erases a disk in its own firmware'],
  [/^sg_(?:format|sanitize)\b/, 'critical', 'erases a disk in its own firmware'],
  [/^(?:badblocks) .*-\w*w/, 'critical', 'overwrites a disk to test it'],
  [
    /^diskutil .*(?:erase\w*|zeroDisk|randomDisk|secureErase|partitionDisk|deleteContainer|deleteVolume|apfs delete\w*|reformat)/i,
    'critical',
    'erases a disk',
  ],
  [
    /^(?:tune2fs|resize2fs|xfs_repair|e2fsck|fsck|debugfs)\b(?!.*(?: -n\b| -N\b| -l\b)).* \/dev\//,
    'high',
    'changes a file system in place',
  ],
  [
    /^(?:(?:dd|dcfldd) .*of=|(?:ddrescue|cp|tee|shred|scrub|nwipe) .*)\/dev\/(?:[shv]d[a-z]|nvme\d|mmcblk|xvd|disk\d|rdisk\d)\S*$/,
    'high',
    'takes a whole disk',
  ],
  [
    /^(?:flashrom|fwupdtool|nvramtool|efibootmgr) .*(?:-w\b|--write|-E\b|--erase|-B\b)/,
    'critical',
    'rewrites the firmware',
  ],
  [
    /^(?:dd|dcfldd) .*if=\/dev\/(?:zero|u?random).*of=(?!\/dev\/null)(?!.*count=)/,
    'high',
    'writes without an end until the disk is full',
  ],
  [/^nwipe\b|^scrub\b|^dban\b/, 'critical', 'erases a disk'],
];

const onFiles: ReadonlySet<string> = new Set(
  'mke2fs mkswap mkdosfs mkntfs wipefs fdisk gdisk cfdisk sfdisk sgdisk parted tune2fs resize2fs e2fsck fsck debugfs cryptsetup scrub badblocks xfs_repair'.split(
    ' ',
  ),
);

/** An image of a disk is a file like any other. */
function actsOnFile(use: Use): boolean {
  if (!onFiles.has(use.name) && !/^(?:mkfs|fsck|newfs)(?:[._]\w+)?$/.test(use.name)) return false;
  const regions = use.operands.map((each) => use.locate(each).region);
  return (
    regions.some((each) => each === 'tree' || each === 'temporary') &&
    !regions.includes('disk') &&
    !regions.includes('unknown')
  );
}

/** Options with which these programs say what they would do, or what there is. */
const lookingOptions: Readonly<Record<string, readonly string[]>> = {
  sfdisk: ['n', 'no-act', 'verify', 'V', 'd', 'dump', 'l', 'list', 'J', 'json', 's', 'F'],
  wipefs: ['n', 'no-act'],
  ...{ mke2fs: ['n'], 'mkfs.ext2': ['n'], 'mkfs.ext3': ['n'], 'mkfs.ext4': ['n'], 'mkfs.xfs': ['N'] },
  ...{ fsck: ['N', 'n'], e2fsck: ['n'], xfs_repair: ['n'] },
};

const looksOnly = (use: Use): boolean =>
  Object.hasOwn(lookingOptions, use.name) && use.has(...(lookingOptions[use.name] ?? []));

export const wipeDisks: Rule = {
  id: 'wipe-disks',
  why: 'A disk that is formatted or overwritten takes everything on it along.',
  examples: {
    match: [
      ['mkfs.ext4 /dev/sda1', 'critical'],
      ['wipefs -a /dev/sdb', 'critical'],
      ['sudo parted /dev/sda mklabel gpt', 'critical'],
      ['zpool destroy tank', 'critical'],
      ['diskutil eraseDisk APFS x disk2', 'critical'],
    ],
    pass: [
      'fdisk -l',
      'sudo fdisk -l /dev/sda',
      'dd if=a.img of=b.img',
      'parted /dev/sda print',
      'zpool status',
      'diskutil list',
    ],
  },
  check: (use) => (actsOnFile(use) || looksOnly(use) ? [] : lookUp(use, table)),
};
