/** Finds services that are opened to everybody on the network, without a password. */
import type { Word } from '../../shell/index.ts';
import { locate } from '../locate.ts';
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import { secretAt } from '../sensitive-paths.ts';
import type { Use } from '../use.ts';

const shell = 'lets everybody on the network run code';
const data = 'lets everybody on the network read and write its data';
const screen = 'lets everybody on the network see and use the screen';

const table: Table = [
  [/^dockerd .*(?:-H|--host)[= ]tcp:\/\/(?!127\.|localhost)(?!.*--tlsverify)/, 'critical', shell],
  [/^code-server .*--auth[= ]none/, 'critical', shell],
  [/^(?:rserver|rstudio-server) .*--auth-none/, 'critical', shell],
  [/^kubectl proxy\b.*--address[= ](?!127\.|localhost)/, 'critical', shell],
  [
    /^(?:node|nodejs|deno|bun|tsx)\b.* --inspect(?:-brk|-wait)?=(?:0\.0\.0\.0|\[?::\]?)|^java\b.*jdwp.*address=(?:\*|0\.0\.0\.0)|jmxremote\.authenticate=false|^python\S* .*debugpy .*--listen[= ](?:0\.0\.0\.0|\*)|^dlv .*--listen[= ]?(?::|0\.0\.0\.0)|^flask .*(?=.*--host[= ](?:0\.0\.0\.0|::))(?=.*--debug)/,
    'high',
    shell,
  ],
  [/^(?:x11vnc)\b(?!.* -localhost)(?!.* -(?:passwd|rfbauth|usepw)\b)/, 'critical', screen],
  [
    /^(?:\w*vncserver|Xvnc|x0vncserver|Xtigervnc|vncserver-\S+)\b.*-?SecurityTypes[= ]None(?!.*-localhost(?! no))/i,
    'critical',
    screen,
  ],
  [
    /^(?:wayvnc|weylus|krfb) .*0\.0\.0\.0|^(?:Xorg|X|Xephyr|Xvfb)\b.* -ac\b.*-listen tcp|^gsettings set .*authentication-methods .*none/i,
    'high',
    screen,
  ],
  [
    /^redis-server\b.*--protected-mode no(?!.*--requirepass)|^redis-server .*--bind (?:0\.0\.0\.0|\*)(?!.*--requirepass)/,
    'high',
    data,
  ],
  [/^mongod\b(?=.*(?:--bind_ip_all|--bind_ip[= ](?:0\.0\.0\.0|\*)))(?!.*--auth)/, 'high', data],
  [/^mysqld\S* .*--skip-grant-tables/, 'high', data],
  [
    /^memcached .*-l ?0\.0\.0\.0|^etcd .*--listen-client-urls[= ]http:\/\/0\.0\.0\.0|^elasticsearch .*xpack\.security\.enabled=false/,
    'high',
    data,
  ],
  [/^adb tcpip\b/, 'high', 'lets the network into the device'],
  [/^sshd .*Permit(?:EmptyPasswords|RootLogin)[= ]yes/i, 'critical', shell],
  [
    /^pactl load-module module-native-protocol-tcp .*auth-anonymous=1/,
    'high',
    'lets everybody on the network listen in',
  ],
  [
    /^(?:cloudflared tunnel .*--url (?:ssh|tcp|rdp|smb):|tailscale funnel\b(?!.*(?:status|off|reset))|autossh .*-\w*R|(?:lt|localtunnel) .*(?:-p|--port)[= ]?22\b)/,
    'high',
    'opens a way into the machine',
  ],
  [/^(?:exportfs .*\*:|net (?:usershare add|share) .*everyone)/i, 'high', 'lets the network into a folder'],
  [
    /^python\S* -m pyftpdlib\b.* (?:-w|--write)\b|^(?:filebrowser|filebrowser-\S+)\b.*--noauth/,
    'high',
    'lets everybody on the network change files',
  ],
];

/** A notebook runs whatever code it is sent; its token is what keeps others out. */
const checkNotebook = (use: Use): Finding | undefined =>
  /^(?:jupyter\S*|marimo)$/.test(use.name) &&
  /--(?:ip|ServerApp\.ip|NotebookApp\.ip|host)[= ]['"]?(?:0\.0\.0\.0|\*|::)/.test(use.args.join(' ')) &&
  (/(?:token|password)=?\s*(?:''|"")?(?: |$)|--no-token/.test(use.args.join(' ')) ||
    use.command.assignments.some(({ name, value }) => name === 'JUPYTER_TOKEN' && value.shown === ''))
    ? { level: 'critical', message: shell }
    : undefined;

/** Where a file server finds the folder that it serves. */
const servers: Readonly<Record<string, RegExp>> = {
  ...{ python: /^(?:-d|--directory)$/, php: /^-t$/, twistd: /^--path$/, caddy: /^(?:-r|--root)$/ },
  ...{ busybox: /^-h$/, httpd: /^-h$/, webfsd: /^-r$/ },
};

const serving =
  /^(?:python\S* -m (?:http\.server|SimpleHTTPServer|pyftpdlib|uploadserver)\b|php -S |busybox httpd\b|httpd .*-h|caddy file-server|twistd .*web\b|webfsd\b|ruby -run -e httpd|(?:darkhttpd|miniserve|serve|http-server|simple-http-server|dufs)(?: |$)|rclone serve\b|npx (?:-y |--yes )?(?:serve|http-server)\b)/;
const loopback = /127\.0\.0\.1|localhost|(?:^| )::1/;
const plain = /^python\S* -m (?:http\.server|SimpleHTTPServer)/;

function folderOf(use: Use): Word | undefined {
  const { args } = use.command;
  const option = servers[use.name.replace(/^python[\d.]*$/, 'python')];
  const joined = args.find((each) => /^--(?:directory|root|path)=/.test(each.shown));
  if (joined) return { ...joined, shown: joined.shown.replace(/^[^=]*=/, '') };
  const at = option ? args.findIndex((each) => option.test(each.shown)) : -1;
  return args[at + 1] !== undefined && at !== -1
    ? args[at + 1]
    : use.operands.find((each) => /^[/~.]/.test(each.shown));
}

/** Handing out a folder of the project is one thing, a home or the whole machine another. */
function checkServer(use: Use): Finding | undefined {
  if (!serving.test(use.line) || loopback.test(use.line)) return undefined;
  const folder = folderOf(use);
  const { region, path } = folder ? use.locate(folder) : locate('.', use.command.folder, false);
  const all =
    ['root', 'home', 'system-top', 'system', 'other-top', 'above'].includes(region) &&
    !/^\/(?:srv|var\/www)/.test(path);
  if (all || secretAt(path, false) !== undefined)
    return {
      level: 'high',
      message: `lets the network read everything in ${folder ? use.says(folder) : 'the folder that it runs in'}`,
    };
  return plain.test(use.line) ? { level: 'moderate', message: 'lets the network read the folder' } : undefined;
}

export const exposeServices: Rule = {
  id: 'expose-services',
  why: 'A service without a password belongs to whoever finds it.',
  examples: {
    match: [
      ["jupyter lab --ip=0.0.0.0 --NotebookApp.token=''", 'critical'],
      ['x11vnc -forever -nopw -display :0', 'critical'],
      ['sudo dockerd -H tcp://0.0.0.0:2375', 'critical'],
      ['redis-server --protected-mode no', 'high'],
      ['cd ~ && python3 -m http.server 8000', 'high'],
      ['npx http-server / -p 80', 'high'],
      ['python3 -m http.server', 'moderate'],
    ],
    pass: [
      'jupyter lab --ip=127.0.0.1',
      'x11vnc -localhost -rfbauth ~/.vnc/passwd',
      'dockerd --version',
      'python3 -m http.server --bind 127.0.0.1',
      'npx serve dist',
      'redis-server --port 6380',
    ],
  },
  check: (use) => [...lookUp(use, table), checkNotebook(use), checkServer(use)],
};
