/** Programs that only read and print, whoever runs them and wherever. */

const programs = new Set(
  [
    'ls cat bat tail head grep egrep fgrep rg less more du df free ps lsof netstat ss blkid lsblk id whoami stat file wc uptime which find tree',
    'dmidecode lshw lspci lsusb lscpu iotop htop top atop last w who echo printf true false test [ ip ifconfig route smartctl hdparm mount date',
    'hostname uname env printenv pwd getent lvs vgs pvs sshd lastlog diff cmp sha256sum sha1sum md5sum cksum readlink realpath dirname basename cut',
    'sort uniq awk sed tr nl od xxd strings jq yq column ping nslookup dig host tac zcat zgrep journalctl dmesg nginx apachectl sysctl docker fdisk',
    'parted iptables nft ufw firewall-cmd systemctl service crontab visudo tcpdump apt apt-get dnf yum apt-cache dpkg rpm kubectl git grpck pwck',
    'mdadm zpool zfs ethtool iw arp nmcli timedatectl hostnamectl loginctl aa-status sestatus getenforce ausearch auditctl chage passwd nvme strace',
    'perf command type sleep locale getconf nproc arch groups logname tty vmstat iostat mpstat sar pidof pgrep pstree lsmod modinfo findmnt',
  ]
    .join(' ')
    .split(' '),
);

const contained = new Set(
  [
    'psql mysql mariadb redis-cli mongosh mongo sqlite3 curl wget nc node python python3 ruby php perl npm npx yarn pnpm pytest go cargo java make',
    'pg_isready pg_dump mysqldump mysqladmin rails rake bundle composer artisan bin/console manage.py django-admin nvidia-smi rabbitmqctl cqlsh nodetool kafka-topics sensors numfmt',
  ]
    .join(' ')
    .split(' '),
);

/** Whether a program only works on what belongs to the container that it runs in. */
export const isContained = (name: string): boolean => programs.has(name) || contained.has(name);

/** Whether a program only reads; what is dangerous in its arguments is found by the rule that is about that. */
export const isReading = (name: string): boolean => programs.has(name);
