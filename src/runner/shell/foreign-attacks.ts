/** What code of other languages does to other machines and to people, written as shell commands. */

const sends =
  /\b(?:sendto|sendall|send|write|puts|syswrite|print|fwrite|socket_sendto|socket_send)\b|requests\.\w+|urlopen|fetch\(|https?\.(?:get|request)|Net::HTTP|LWP::|file_get_contents\(\s*["']http|curl_exec/;
const connects =
  /socket|TCPSocket|UDPSocket|dgram|net\.connect|IO::Socket|requests\.|urllib|aiohttp|httpx|fetch\(|https?\.(?:get|request)|Net::HTTP|LWP::|curl_exec|fsockopen|file_get_contents\(\s*["']http|createConnection/;
const endless =
  /\bwhile\s*\(?\s*(?:True|true|1|not False|!0)\b|\bfor\s*\(\s*;\s*;|\bloop\s*(?:\{|do\b)|\buntil\s+(?:false|0)\b|iter\(\s*int\s*,\s*1\s*\)|itertools\.(?:count|repeat|cycle)|\bdo\s+while\s+true|\b1\s+while\b|setInterval\([^;]*,\s*\d{0,2}\s*\)|\d\.\.Float::INFINITY|\.cycle\b|setImmediate/;
const many = /\brange\(\s*(?:\d{4,}|10\s*\*\*\s*\d)|\b1\.\.\d{4,}|\b\d{4,}\.times|<\s*(?:\d{4,}|1e[4-9])/;
const together = /[Tt]hread|asyncio|gather|Promise\.all|multiprocessing|concurrent|\bfork\b/;
const waits =
  /\bsleep\b|\.recv|accept\(|\blisten\b|\bbind\b|createServer|\bbreak\b|\blast\b|\binput\(|\bgets\b|setTimeout|on\(\s*["'](?:data|message)|stdin|\bselect\b/;
const loopback = /["'`/@](?:localhost|127\.\d+\.\d+\.\d+|::1)\b/;

const logins =
  /paramiko|SSHClient|ftplib|FTP\(|smtplib|imaplib|poplib|telnetlib|pymysql|psycopg|mysql\.connector|Net::(?:SSH|FTP|IMAP)|ssh2|auth\s*=\s*\(|HTTPBasicAuth|requests\.post|login\(/;
const guesses =
  /\bfor\s+(?:my\s+)?[$@]?(?:p|pw|pwd|pass\w*|word|pin|guess|candidate|line|l)\b[^\n]{0,40}(?:open\(|readlines|splitlines|passw|words?|range\(|product\(|<)/i;
const wordLists = /rockyou|wordlist|passwords?\.(?:txt|lst)|words?\.txt|pw\.txt|itertools\.product|pins?\b/i;

const keyLoggers =
  /pynput|import\s+keyboard\b|keyboard\.(?:on_press|hook|record|read_event)|from\s+evdev|import\s+evdev|\/dev\/input\/event|GetAsyncKeyState|SetWindowsHookEx|iohook|uiohook|node-global-key-listener|XRecord/;
const grabs = /ImageGrab|pyautogui\.screenshot|\bmss\b|cv2\.VideoCapture|sounddevice\.rec|getUserMedia/;

/** @yields commands that do to others what the code does */
export function* attackCommands(code: string): Generator<string> {
  const repeats = endless.test(code) || (many.test(code) && together.test(code));
  if (connects.test(code) && sends.test(code) && repeats && !waits.test(code) && !loopback.test(code))
    yield 'ping -f 192.0.2.1';
  if (logins.test(code) && guesses.test(code) && wordLists.test(code)) yield 'hydra 192.0.2.1';
  if (keyLoggers.test(code)) yield 'logkeys --start';
  if (grabs.test(code) && endless.test(code)) yield 'while true; do scrot; done';
}
