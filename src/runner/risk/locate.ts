/** Says what a path points at: the system, somebody's home, the working tree, a device, a temporary folder. */
import { posix } from 'node:path';
import { homeFolder, startFolder, unknownText } from '../shell/index.ts';
import { toPattern } from './known-programs.ts';

export type Region =
  /** `/`, a whole drive. */
  | 'root'
  /** `/etc`, `/usr`, `/home`: what the system, or everybody, lives in. */
  | 'system-top'
  | 'system'
  | 'home'
  | 'home-part'
  | 'tree-top'
  /** A folder that holds the working tree. */
  | 'above'
  | 'tree'
  | 'temporary-top'
  | 'temporary'
  | 'cache'
  | 'other-top'
  | 'other'
  | 'disk'
  /** `/dev/null` and the like. */
  | 'sink'
  /** Known only when it runs. */
  | 'unknown'
  /** A folder known only when it runs, and everything in it: `"$x"/*`. */
  | 'unknown-contents';

export interface Location {
  readonly region: Region;
  /** Normalised; a trailing `/*` is gone. */
  readonly path: string;
  /** Whether it means what is in a folder, or whatever matches. */
  readonly many: boolean;
}

const disk =
  /^\/dev\/(?:[shv]d[a-z*?]|xvd|nvme|mmcblk|disk|rdisk|mapper\/|md\d|dm-|sd\*|loop\d|vg|root|block|sr\d|\uFFFC)|^\\\\[.?]\\physicaldrive/i;
const sink = /^\/dev\/(?:null|zero|full|u?random|std(?:in|out|err)|tty\w*|fd\/.*|pts\/.*|ptmx|console)$/;
const systemFolders =
  /^\/(?:bin|boot|dev|etc|lib(?:32|64|x32)?|opt|proc|root|run|sbin|srv|sys|usr|var|home|Users|System|Library|Applications|private|Volumes|nix|snap|sdcard)(?=\/|$)/;
const windowsRoot = /^(?:[a-z]:[\\/]?\*?(?:\.\*)?|%systemdrive%\\?|\/(?:mnt\/)?[a-z])$/i;
const windowsSystem =
  /^(?:[a-z]:[\\/](?:windows|program files|users|programdata)\b|%(?:systemroot|windir|userprofile|programfiles|appdata)%|\/mnt\/[a-z]\/windows)/i;
const cache =
  /^\/(?:var\/cache|var\/lib\/apt\/lists|home\/[^/]+\/(?:\.cache|\.npm\/_cacache|Downloads)|Users\/[^/]+\/Library\/Caches|root\/\.cache)\/./;
const wildcardTail = /(?:\/(?:\*+|\.\*|\.\?\*|\.\[[^\]]*\]\*?|\?\*|\.\.?\?\*|\*\.\*))+\/?$/;

/** `$env:NAME`, as a shell reads it. */
const windowsVariable = new RegExp(`^(?:\\$env|${unknownText}):(\\w+)(.*)$`, 'is');
const windowsFolders: Readonly<Record<string, string>> = {
  ...{
    userprofile: homeFolder,
    home: homeFolder,
    appdata: `${homeFolder}/.config`,
    localappdata: `${homeFolder}/.local`,
  },
  ...{ temp: '/tmp', tmp: '/tmp', windir: 'C:/Windows', systemroot: 'C:/Windows', programfiles: 'C:/Program Files' },
};

/** Whether it means everything in a folder, not just what matches a pattern. */
export const isWholeFolder = ({ many, path }: Location): boolean => many && !/[*?[]/.test(path);

/** Where a path points, seen from a folder. */
export function locate(text: string, folder: string, globs: boolean): Location {
  if (windowsRoot.test(text)) return { region: 'root', path: text, many: false };
  if (windowsSystem.test(text)) return { region: 'system-top', path: text, many: false };
  const named = windowsVariable.exec(text);
  if (named) return locate(`${windowsFolders[named[1]?.toLowerCase() ?? ''] ?? 'C:'}${named[2]}`, folder, globs);
  if (text.startsWith(unknownText)) return locateUnknown(text);
  const absolute = text.startsWith('/') ? text : `${folder}/${text}`;
  const bare = globs ? absolute.replace(wildcardTail, '') || '/' : absolute;
  const normal = posix
    .normalize(bare)
    .replace(/^\/+/, '/')
    .replace(/(.)\/+$/, '$1');
  const path = normal.replace(/^\/proc\/(?:self|\d+)\/(?:root|cwd)(?=\/|$)/, '') || '/';
  return { region: (globs ? regionOfPattern(path) : undefined) ?? regionOf(path), path, many: globs };
}

function locateUnknown(text: string): Location {
  const rest = text.slice(unknownText.length);
  const all = /^\/?(?:\*|\.\*)?\/?$/.test(rest) && rest !== '';
  return { region: all ? 'unknown-contents' : 'unknown', path: text, many: all };
}

const topFolders = 'bin boot dev etc home lib lib64 opt proc root run sbin srv sys usr var Users System Library'.split(
  ' ',
);

/** `/???` and `/[a-z]*` mean whatever lies there. */
function regionOfPattern(path: string): Region | undefined {
  const [first = '', ...rest] = path.slice(1).split('/');
  if (!/[*?[]/.test(first)) return undefined;
  const pattern = toPattern(first);
  if (!topFolders.some((each) => pattern.test(each))) return undefined;
  return rest.length === 0 ? 'system-top' : 'system';
}

function regionOf(path: string): Region {
  if (path === '/' || path === '/*') return 'root';
  if (path.startsWith(`/${unknownText}`)) return 'system-top';
  if (sink.test(path)) return 'sink';
  if (disk.test(path)) return 'disk';
  if (path === startFolder) return 'tree-top';
  if (path.startsWith(`${startFolder}/`)) return 'tree';
  const temporary = /^(?:\/private)?\/(?:tmp|var\/tmp|dev\/shm|var\/folders)(\/.*)?$/.exec(path);
  if (temporary) return temporary[1] === undefined ? 'temporary-top' : 'temporary';
  if (/^\/(?:home|Users)\/[^/]+$|^\/root$/.test(path)) return 'home';
  if (startFolder.startsWith(`${path}/`) && path.startsWith(homeFolder)) return 'above';
  if (cache.test(path)) return 'cache';
  if (/^\/(?:home|Users)\/[^/]+\/|^\/root\//.test(path)) return 'home-part';
  if (systemFolders.test(path)) return path.split('/').length === 2 ? 'system-top' : 'system';
  return path.split('/').length === 2 ? 'other-top' : 'other';
}
