/** Package managers of systems, and the words with which they change what is installed. */

export interface PackageManager {
  /** Subcommands or options that install or renew. */
  readonly installs: readonly string[];
  /** Subcommands or options that remove. */
  readonly removes: readonly string[];
}

const manager = (installs: string, removes: string): PackageManager => ({
  installs: installs.split(' '),
  removes: removes.split(' '),
});

const apt = manager(
  'install reinstall upgrade full-upgrade dist-upgrade safe-upgrade build-dep',
  'remove purge autoremove autopurge',
);
const dnf = manager(
  'install reinstall update upgrade downgrade group module swap distro-sync system-upgrade in up dup',
  'remove erase autoremove rm',
);

export const packageManagers: Readonly<Record<string, PackageManager>> = {
  ...{ apt, 'apt-get': apt, aptitude: apt, nala: apt },
  ...{ dnf, dnf5: dnf, yum: dnf, microdnf: dnf, tdnf: dnf, zypper: dnf },
  rpm: manager('-i -ivh -U -Uvh -F --install --upgrade', '-e --erase'),
  'rpm-ostree': manager('install upgrade rebase override', 'uninstall'),
  dpkg: manager('-i --install --configure --unpack', '-r -P --remove --purge'),
  apk: manager('add upgrade fix', 'del'),
  ...{ pacman: manager('-S -Sy -Syu -Syyu -Su -U', '-R -Rs -Rns -Rdd -Rsc -Rnsc -Rc') },
  ...{ yay: manager('-S -Syu', '-R -Rns'), paru: manager('-S -Syu', '-R -Rns') },
  ...{ 'xbps-install': manager('-S -Sy -Su -Syu -u -y', ''), 'xbps-remove': manager('', '-R -Ry -Ro -y -o -F -r') },
  eopkg: manager('install it upgrade up', 'remove rm autoremove'),
  ...{ emerge: manager('-u -uDN --update --sync', '-C -c --unmerge --depclean') },
  ...{
    opkg: manager('install upgrade', 'remove'),
    tce: manager('-i', ''),
    slackpkg: manager('install upgrade', 'remove'),
  },
  ...{ swupd: manager('bundle-add update', 'bundle-remove') },
  ...{
    'nix-env': manager('-i -iA -u --install --upgrade', '-e --uninstall'),
    guix: manager('install upgrade pull', 'remove'),
  },
  ...{ snap: manager('install refresh', 'remove'), flatpak: manager('install update', 'uninstall remove') },
  brew: manager('install reinstall upgrade tap', 'uninstall remove rm untap unlink cleanup autoremove'),
  ...{ port: manager('install upgrade selfupdate', 'uninstall'), fink: manager('install', 'remove purge') },
  pkg: manager('install upgrade bootstrap', 'delete remove autoremove'),
  ...{ pkgin: manager('install in upgrade', 'remove rm') },
  ...{
    choco: manager('install upgrade', 'uninstall'),
    winget: manager('install upgrade', 'uninstall'),
    scoop: manager('install update', 'uninstall'),
  },
  ...{
    softwareupdate: manager('-i --install -ia', ''),
    mas: manager('install upgrade', 'uninstall'),
    installer: manager('-pkg', ''),
  },
  ...{ conary: manager('update', 'erase'), pkcon: manager('install update', 'remove') },
};

/** Without these a system does not start, or nobody gets in to mend it. */
const essential = new Set(
  [
    'libc6 libc glibc musl systemd systemd-sysv init sysvinit openrc runit bash dash coreutils busybox toybox util-linux base-files base base-system',
    'base-layout alpine-base alpine-baselayout filesystem setup login passwd shadow pam libpam-runtime dpkg apt rpm dnf yum zypper pacman apk-tools',
    'xbps portage sudo kernel kernel-core linux linux-generic linux-lts linux-firmware grub grub2 grub-pc grub-common grub-efi-amd64 shim initramfs-tools',
    'dracut mkinitcpio openssh-server openssh python3 python3-minimal python perl-base network-manager networkmanager netplan.io iproute2 e2fsprogs tar gzip',
    'ca-certificates udev eudev dbus lvm2 cryptsetup ubuntu-desktop ubuntu-minimal gnome-shell gnome xorg * .*',
  ]
    .join(' ')
    .split(' '),
);

/** Whether a package is one that the system needs. */
export const isEssential = (name: string): boolean =>
  essential.has(name) || /^(?:linux-image|linux-modules|kernel|grub|libssl|libc)[-\d.*]/.test(name) || /[*]/.test(name);
