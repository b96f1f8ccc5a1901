/** Which options of well-known programs take a value, so that it is not read as an operand. */

interface ProgramOptions {
  /** Options whose value is the rest of the word, or the next one. */
  readonly valued?: string;
  /** `-name` is one option, and not four. */
  readonly longWithOneDash?: boolean;
  /** `-20` is `-n 20`. */
  readonly numberIsLines?: boolean;
  /** The first word may be letters of options without a dash: `tar czf`. */
  readonly dashless?: boolean;
}

const programs = {
  awk: { valued: '-F -v -f' },
  curl: {
    valued: '-A -b -c -d -e -F -H -K -m -o -T -u -w -X --data --form --header --max-time --output --request --url',
  },
  cut: { valued: '-b -c -d -f --delimiter --fields' },
  date: { valued: '-d -f -r -s --date --set' },
  df: { valued: '-B -t -x' },
  docker: { valued: '-e -p -v -w -n --tail --since --until --name --filter --format --network --env --volume' },
  du: { valued: '-B -d -t --exclude --max-depth' },
  fd: { valued: '-e -t -d -E --extension --type --max-depth --exclude' },
  find: {
    longWithOneDash: true,
    valued:
      '-amin -anewer -atime -cmin -cnewer -ctime -exec -execdir -fstype -gid -group -iname -inum -ipath -iregex -links -lname -maxdepth -mindepth -mmin -mtime -name -newer -ok -okdir -path -perm -printf -regex -regextype -samefile -size -type -uid -user -wholename',
  },
  free: { valued: '-c -s' },
  git: { valued: '-C -c -n --max-count --git-dir --work-tree --since --until --author --grep', numberIsLines: true },
  grep: {
    valued:
      '-A -B -C -D -d -e -f -m --after-context --before-context --context --exclude --exclude-dir --include --regexp',
  },
  head: { valued: '-c -n --bytes --lines', numberIsLines: true },
  less: { valued: '-p -P -t' },
  ls: { valued: '-I -T -w --ignore' },
  lsof: { valued: '-c -p -s -u' },
  mkdir: { valued: '-m -Z --mode' },
  nc: { valued: '-e -i -p -q -s -w' },
  nmap: { valued: '-p -oN -oX -T' },
  ping: { valued: '-c -i -I -s -t -W -w' },
  ps: { valued: '-C -G -o -p -t -U -u --sort' },
  rg: { valued: '-A -B -C -e -f -g -m -t --glob --type' },
  rsync: { valued: '-e -f --exclude --include --rsh' },
  scp: { valued: '-c -F -i -l -o -P -S' },
  sed: { valued: '-e -f -l --expression --file' },
  sort: { valued: '-k -o -S -t -T --key --output' },
  ss: { valued: '-A -f' },
  ssh: { valued: '-b -c -F -i -l -L -o -p -R -W' },
  tail: { valued: '-c -n -s --bytes --lines', numberIsLines: true },
  tar: { valued: '-b -C -f -T -X --directory --exclude --file', dashless: true },
  top: { valued: '-d -n -o -p -u -U' },
  uniq: { valued: '-f -s -w' },
  unzip: { valued: '-d -x' },
  wget: { valued: '-a -o -O -P -T -t -U --header --post-data --post-file' },
  xargs: { valued: '-a -d -E -I -L -n -P -s' },
} as const satisfies Readonly<Record<string, ProgramOptions>>;

const same: Readonly<Record<string, keyof typeof programs>> = {
  bsdtar: 'tar',
  egrep: 'grep',
  fdfind: 'fd',
  fgrep: 'grep',
  gawk: 'awk',
  ncat: 'nc',
  netcat: 'nc',
  podman: 'docker',
};

/** How a program reads its options. */
export function optionsOf(program: string): ProgramOptions & { readonly names: ReadonlySet<string> } {
  const name = same[program] ?? program;
  const known: ProgramOptions = Object.hasOwn(programs, name) ? programs[name as keyof typeof programs] : {};
  return { ...known, names: new Set(known.valued?.split(' ')) };
}
