/** Finds commands that record what people type, show, say or read. */
import { nameOf } from '../../shell/index.ts';
import { repetitionOf } from '../repetition.ts';
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import type { Use } from '../use.ts';

const keys = 'records what is typed';

const table: Table = [
  [
    /^(?:logkeys|lkl|uberkey|xspy|keysniffer|ttyrpld|xkeylogger|keylogger\S*|pykeylogger|simple-key-logger)\b/i,
    'critical',
    keys,
  ],
  [
    /^xinput (?:--)?test(?:-xi2)?\b|^(?:evtest|evemu-record|thd|input-events|evsieve|interception|intercept) (?:.* )?(?:\/dev\/input|\d)|^libinput (?:debug-events|record)\b.*(?:--show-keycodes|record)/,
    'high',
    keys,
  ],
  [/^(?:cat|dd|od|hexdump|xxd|tee|tail|strings) .*\/dev\/input\/(?:event|by-)/, 'high', keys],
  [/^(?:ttysnoop|ttysnoops|peekfd|conspy|ttylog|snoopy)\b/, 'high', 'watches the terminals of others'],
  [
    /^(?:cat|tail|dd|tee|script|strings) .*\/dev\/(?:pts\/\d|tty[1-9S]|vcsa?\d)/,
    'high',
    'watches the terminals of others',
  ],
  [
    /^(?:strace|ltrace|gdb|bpftrace|dtrace) .*(?:-p|--pid)\b.*(?:sshd|ssh|bash|login|sudo|\bsu\b|gpg|agent)/,
    'high',
    'watches what others do',
  ],
  [
    /^(?:tcpdump|tshark|dumpcap)\b(?=.* -w ?\S)(?!.* (?:-c ?\d|(?:port|host|net|icmp|tcp|udp|arp|portrange|proto)\b))(?!.* -r)/,
    'high',
    'records everything that goes over the network',
  ],
  [
    /^(?:tcpdump|tshark|ngrep|tcpflow)\b.*\b(?:port (?:21|23|25|80|110|143)\b.*pass|pass(?:word|wd)?\b|http\.authbasic|authorization)/i,
    'high',
    'looks for passwords on the network',
  ],
  [
    /^(?:termux-(?:sms-list|call-log|contact-list|location)|adb shell (?:dumpsys location|content query .*(?:sms|call_log|contacts)))/,
    'high',
    'reads what is private to somebody',
  ],
];

/** Pictures, sounds and clipboards; one is what people take of their own, one after another is watching. */
const recorders = new RegExp(
  `^(?:${[
    'scrot import maim grim gnome-screenshot spectacle screencapture flameshot xwd xclip xsel wl-paste pbpaste fswebcam streamer imagesnap',
    'arecord parecord parec pw-record rec ffmpeg v4l2-ctl libcamera-still raspistill gst-launch-1.0 sox wf-recorder recordmydesktop nircmd termux-microphone-record termux-camera-photo showkey',
  ]
    .join(' ')
    .replaceAll(' ', '|')
    .replaceAll('.', '\\.')})$`,
);
const capturing = /x11grab|v4l2|avfoundation|gdigrab|dshow|kmsgrab|alsa|pulse|\/dev\/video|default/;

const hidden = /(?:^|\/)\.[^./][^/]*$/;

function checkRecorder(use: Use): Finding | undefined {
  if (!recorders.test(use.name) || (/^(?:ffmpeg|gst|v4l2|sox)/.test(use.name) && !capturing.test(use.line)))
    return undefined;
  const unseen =
    use.command.background ||
    use.command.inside.some(
      (each) => each.kind === 'later' || /^(?:nohup|setsid|watch|daemonize|disown)$/.test(each.by),
    ) ||
    repetitionOf(use).turns === Number.POSITIVE_INFINITY;
  const kept = [...use.command.args, ...use.command.redirections.map(({ target }) => target)];
  const away = use.all.some((each) => /^(?:crontab|at)$/.test(nameOf(each.program)));
  return unseen || away || kept.some((each) => hidden.test(each.shown))
    ? { level: 'high', message: 'watches people without a sign of it' }
    : undefined;
}

/** `script` in a file that a login runs, or attached to another's session. */
const checkScript = (use: Use): Finding | undefined =>
  use.name === 'script' &&
  (use.command.inside.some((each) => each.kind === 'later') || use.operands.some((each) => hidden.test(each.shown)))
    ? { level: 'high', message: 'records sessions without a sign of it' }
    : undefined;

export const watchPeople: Rule = {
  id: 'watch-people',
  why: 'What people type, say and show is theirs, and passwords are among it.',
  examples: {
    match: [
      ['nohup xinput test-xi2 --root > /tmp/.keys 2>&1 &', 'high'],
      ['sudo logkeys --start --output /tmp/log', 'critical'],
      ['sudo cat /dev/input/event3 > keys.bin', 'high'],
      ['while true; do scrot /tmp/%s.png; sleep 10; done', 'high'],
      ['ffmpeg -f v4l2 -i /dev/video0 -loglevel quiet ~/.cache/.cam.mp4 &', 'high'],
      ['sudo tcpdump -i any -w all.pcap', 'high'],
    ],
    pass: [
      'xinput list',
      'scrot shot.png',
      'arecord -d 5 test.wav',
      'ffmpeg -i in.mp4 out.gif',
      'script -q session.log',
      'tcpdump -r all.pcap -w part.pcap',
      'evtest --help',
    ],
  },
  check: (use) => [...lookUp(use, table), checkRecorder(use), checkScript(use)],
};
