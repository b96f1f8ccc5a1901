/** Finds logins that are tried with one password after another. */
import { changingVariables, feedersOf } from '../repetition.ts';
import type { Finding, Rule } from '../rule.ts';
import type { Use } from '../use.ts';

/** The word that holds the password, in the ways that programs take it: after an option, or in a word of its own. */
const options =
  /^(?:-p|-u|-U|-a|-P|-pw|-k|-c|--user|--password|--pass\w*|--passphrase|--key-file|--http-password|-pass|-d|--data(?:-\w+)?|-F|--form|-H|--header|--community)$/;
const joined =
  /^(?:-p|-u|-U|-P|-a|--pass\w*=|--user=|--http-pass\w*=|-d|--data(?:-\w+)?=|\/p:|-o|password=|pass:)(?=[^-\s])/;
/** Fields of a form, or an address that holds a login. */
const fields = /(?<![a-z])(?:pass\w*|pwd|pw|pin|otp)["']?\s*[=:]|:\/\/[^/@\s]*:[^/@\s]*@/i;

const remote =
  /^(?:sshpass|plink|curl|wget|http|xh|mysql|mariadb|psql|ftp|lftp|ncftp|smbclient|rpcclient|xfreerdp|rdesktop|redis-cli|mongosh|mongo|ldapsearch|ldapwhoami|snmpwalk|snmpget|su|sudo|winexe|telnet|vncviewer|mosquitto_sub|net|cntlm|ipmitool|evil-winrm)$/;
const files =
  /^(?:unzip|7z|7za|unrar|zip|gpg\d?|openssl|cryptsetup|steghide|qpdf|pdftotext|keepassxc-cli|keytool|ssh-keygen|veracrypt)$/;
const speaksOfPasswords = /pass|pwd?\b|word|pin\b|rockyou|guess|cred|list\.txt/i;

/** Whether a word changes with every turn. */
const changes = (use: Use): ((text: string, variables: readonly string[]) => boolean) => {
  const variables = changingVariables(use);
  const fed = feedersOf(use).length > 0 || use.command.inside.some((each) => /^(?:xargs|parallel)$/.test(each.by));
  return (text, named) =>
    named.some((each) => variables.has(each)) || (fed && named.length === 0 && /\uFFFC|\{\}/.test(text));
};

function triesPasswords(use: Use): boolean {
  const changing = changes(use);
  return use.command.args.some(({ shown, variables }, index) => {
    if (!changing(shown, variables)) return false;
    const option = use.args[index - 1] ?? '';
    if (/^(?:-d|--data(?:-\w+)?|-F|--form|-H|--header)$/.test(option))
      return fields.test(shown) || /Basic|(?<![a-z])code["']?\s*[=:]/.test(shown);
    if (/^(?:-u|-U|--user)$/.test(option)) return /[:%,]/.test(shown);
    return options.test(option) || joined.test(shown) || fields.test(shown);
  });
}

/** `echo "$p" | sudo -S id`, and `PGPASSWORD=$p psql`. */
function feedsPasswords(use: Use): boolean {
  const changing = changes(use);
  const given = use.command.assignments.some(
    (each) => /PASS|PWD/.test(each.name) && changing(each.value.shown, each.value.variables),
  );
  const asks = /^(?:su|sudo|gpg\d?|cryptsetup|openssl|smbclient|ftp)$/.test(use.name);
  const wrapped = use.before.some((each) => each.args.some((word) => changing(word.shown, word.variables)));
  const told = use.command.redirections.some(
    ({ operator, target }) => operator.startsWith('<<') && changing(target.shown, target.variables),
  );
  return given || (asks && told) || (asks && wrapped && speaksOfPasswords.test(textOf(use)));
}

const textOf = (use: Use): string =>
  use.all
    .flatMap((each) => [...each.args, ...each.redirections.map(({ target }) => target)].map((word) => word.written))
    .join(' ');

function check(use: Use): Finding | undefined {
  if (!remote.test(use.name) && !files.test(use.name)) return undefined;
  if (!triesPasswords(use) && !feedsPasswords(use)) return undefined;
  return files.test(use.name)
    ? { level: 'high', message: 'guesses the password of a file' }
    : { level: 'critical', message: 'guesses passwords of others' };
}

export const guessPasswords: Rule = {
  id: 'guess-passwords',
  why: 'Whoever finds the password by trying has got in where he was not let in.',
  examples: {
    match: [
      ['for p in $(cat words.txt); do sshpass -p "$p" ssh root@192.0.2.1 id; done', 'critical'],
      ['while read -r p; do curl -s -u "admin:$p" https://x.example/; done < words.txt', 'critical'],
      ['cat words.txt | xargs -I{} sshpass -p {} ssh root@192.0.2.1 id', 'critical'],
      ['for i in $(seq 0 9999); do curl -d "pin=$i" https://x.example/login; done', 'critical'],
      ['while read p; do unzip -P "$p" a.zip && break; done < words.txt', 'high'],
    ],
    pass: [
      'sshpass -p "$PASS" ssh host uptime',
      'for h in a b; do sshpass -p "$PASS" ssh "$h" uptime; done',
      'for f in *.zip; do unzip -P "$PASS" "$f"; done',
      'while read -r c; do curl -s "https://x.example/zip?code=$c"; done < zips.txt',
      'cat ids | xargs -I{} curl -H "X-Token: $T" https://x.example/{}',
      'for u in a b; do curl -s "https://x.example/users/$u"; done',
    ],
  },
  check: (use) => [check(use)],
};
