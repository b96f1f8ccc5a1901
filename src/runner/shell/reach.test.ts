/** Follows commands through files, lists of files, programs that are no shells, and code of other languages. */
import { describe, expect, it } from 'vitest';
import { commandsOf } from './foreign-code.ts';
import { readCommands } from './index.ts';
import { laterCode } from './later-code.ts';

const wordsOf = (text: string): readonly string[] => {
  const reading = readCommands(text);
  if (!reading.ok) throw new Error(reading.problem.message);
  return reading.commands
    .filter((each) => each.program !== undefined)
    .map((each) => [each.program, ...each.args].map((word) => word?.shown).join(' '));
};

const goal = 'rm -rf /';

describe('files that the text has written', () => {
  it.each([
    "echo 'rm -rf /' > a.sh; sh a.sh",
    "echo 'rm -rf /' > a.sh; . ./a.sh",
    "printf 'rm -rf /\n' | tee /tmp/a > /dev/null; chmod +x /tmp/a; /tmp/a",
    "cat > a.sh <<'X'\nrm -rf /\nX\nbash a.sh",
    "echo 'rm -rf ' > a; echo '/' >> a; cat a | tr -d '\\n' | sh",
    'echo \'import os; os.system("rm -rf /")\' > a.py; python3 a.py',
    "bash <(echo 'rm -rf /')",
    "cd /tmp; echo 'rm -rf /' > x; sh /tmp/x",
    "echo '* * * * * rm -rf /' | crontab -",
    "echo 'rm -rf /' >> ~/.bashrc",
  ])('are followed: %s', (text) => {
    expect(wordsOf(text)).toContain(goal);
  });

  it.each(["echo 'rm -rf /' > a.txt; cat a.txt", "echo 'rm -rf /' > a.sh; sh b.sh", "echo 'rm -rf /' > .bashrc.md"])(
    'are no program by themselves: %s',
    (text) => {
      expect(wordsOf(text)).not.toContain(goal);
    },
  );

  it('may run themselves', () => {
    expect(readCommands("echo './a & ./a' > a; ./a")).toMatchObject({ ok: true, complete: true });
  });
});

describe('files that are listed', () => {
  it.each([
    ['find / -type f -exec rm {} +', 'rm /*'],
    ["find ~ -name '*.log' -exec rm {} \\;", 'rm /home/user/*.log'],
    ["find / -path '*/.ssh/*' -name 'id_*' ! -name '*.pub' -exec cat {} +", 'cat /.ssh/id_*'],
    ['find /srv -mtime +3 -exec rm {} +', 'rm /srv/\ufffc'],
    ['ls -d /*/ | xargs rm -rf', 'rm -rf /*/'],
    ['find /etc | xargs -I{} cp {} x', 'cp /etc/* x'],
    ['find /etc | grep ssh | xargs cat', 'cat /etc/\ufffc'],
    ['find /etc | grep -v ssh | xargs cat', 'cat /etc/*'],
    ['ls / | while read -r d; do rm -rf "/$d"; done', 'rm -rf /*'],
    ['while read -r d; do rm "$d"; done < <(find /etc)', 'rm /etc/*'],
    ['for f in /lib/*; do rm "$f"; done', 'rm /lib/*'],
    ['rm $(find /etc)', 'rm /etc/*'],
    ['fd -e log . /var -x rm', 'rm /var/*.log'],
    ['find /etc -exec sh -c \'rm "$1"\' _ {} \\;', 'rm /etc/*'],
  ])('%s: %s', (text, expected) => {
    expect(wordsOf(text)).toContain(expected);
  });

  it('are patterns, also between quotes', () => {
    const reading = readCommands('for f in *.c "*.h"; do rm "$f"; done');
    const found = reading.ok ? reading.commands.map((each) => [each.args[0]?.shown, each.args[0]?.globs]) : [];
    expect(found).toEqual([
      ['*.c', true],
      ['*.h', false],
    ]);
  });
});

describe('programs that hand a text to a shell', () => {
  it.each([
    "vim -c ':!rm -rf /' -c q",
    "git -c alias.x='!rm -rf /' x",
    "tmux new-session -d 'rm -rf /'",
    "sqlite3 a.db '.shell rm -rf /'",
    "sed '1e rm -rf /' a",
    "gdb -batch -ex 'shell rm -rf /'",
    "make -f - <<< $'all:\\n\\trm -rf /'",
    "tar cf a.tar b --checkpoint=1 --checkpoint-action=exec='rm -rf /'",
    "ssh -o ProxyCommand='rm -rf /' host",
    "PAGER='rm -rf /' man ls",
    'kubectl exec pod -- rm -rf /',
    "nix-shell --run 'rm -rf /'",
    'poetry run rm -rf /',
    'docker compose exec web rm -rf /',
  ])('%s', (text) => {
    expect(wordsOf(text)).toContain(goal);
  });

  it.each(["git commit -m '!rm -rf /'", "sed 's/e rm/x/' a", "sqlite3 a.db 'select 1'", 'poetry add rm'])(
    'not %s',
    (text) => {
      expect(wordsOf(text)).not.toContain(goal);
    },
  );
});

describe('code of other languages', () => {
  it.each([
    ['import shutil; shutil.rmtree("/")', 'rm -rf -- /'],
    ['shutil.rmtree(os.path.join(os.environ["HOME"], "x"))', 'rm -rf -- ~/x'],
    ['p = "/etc"; shutil.rmtree(p)', 'rm -rf -- /etc'],
    ['for(</etc/*>){unlink}', 'rm -f -- /etc/*'],
    ['unlink glob("$ENV{HOME}/a/*")', 'rm -f -- ~/a/*'],
    ['fs.readdirSync(".").forEach(f=>fs.rmSync(f,{recursive:true}))', 'rm -rf -- ./*'],
    ['require("fs").rmSync(require("os").homedir())', 'rm -rf -- ~'],
    ['[p.unlink() for p in pathlib.Path.home().rglob("*")]', 'rm -f -- ~/*'],
    ['array_map("unlink", glob("/a/*"));', 'rm -f -- /a/*'],
    ['c="rm -rf /"; system(c)', goal],
    ['subprocess.run(["rm", "-rf", "/"])', goal],
    ['"rm -rf /".execute()', goal],
    ['BEGIN { while (("rm -rf /" | getline l) > 0) print l }', goal],
    ['chmod 04755, "/bin/sh"', 'chmod 4755 /bin/sh'],
    ['os.chmod("/bin/sh", 0o4755)', 'chmod 4755 /bin/sh'],
    ['rm("/etc", recursive=true)', 'rm -rf -- /etc'],
    ['open("/dev/sda", "wb")', ': > /dev/sda'],
  ])('%s: %s', (code, expected) => {
    expect(commandsOf(code)).toContain(expected);
  });

  it.each(['print("rm -rf /")', 'list.remove("/etc")', 'console.log(fs.readdirSync("."))', 'x = "system"'])(
    'nothing in %s',
    (code) => {
      expect(commandsOf(code)).toEqual([]);
    },
  );
});

describe('code that something runs later', () => {
  it.each([
    ['/etc/crontab', '* * * * * root rm -rf /'],
    ['/etc/cron.d/x', '@daily root rm -rf /'],
    ['/home/user/.config/systemd/user/x.service', '[Service]\nExecStart=rm -rf /'],
    ['/home/user/.profile', 'rm -rf /'],
    ['/work/.git/hooks/pre-commit', 'rm -rf /'],
    ['/home/user/Library/LaunchAgents/x.plist', '<string>rm</string><string>-rf</string><string>/</string>'],
  ])('%s', (path, content) => {
    expect(laterCode(path, content)).toContain(goal);
  });

  it('is none in other files', () => {
    expect(laterCode('/home/user/notes.txt', 'rm -rf /')).toEqual([]);
  });
});
