/** Which programs are shells, and which run code of another language. */
import type { Word } from './word.ts';

const shells = /^(?:r?bash|sh|dash|ash|zsh|ksh|mksh|pdksh|fish|csh|tcsh)$/;
const interpreters = /^(?:python[\d.]*|pypy3?|perl[\d.]*|ruby[\d.]*|php[\d.]*|lua[\d.]*)$/;
const otherInterpreters: ReadonlySet<string> = new Set(
  [
    'node nodejs deno bun tsx ts-node awk gawk mawk nawk luajit jruby raku R Rscript julia swift elixir erl',
    'groovy scala kotlin ghc ocaml guile racket sbcl clisp octave clojure crystal jshell emacs emacsclient',
    'osascript ipython ipython3 pwsh powershell jjs rhino',
  ]
    .join(' ')
    .split(' '),
);

export const isShell = (name: string): boolean => shells.test(name);
export const isInterpreter = (name: string): boolean => interpreters.test(name) || otherInterpreters.has(name);

/** The name of a program without its folder; `\uFFFC` stays where it is not known. */
export const nameOf = (word: Word | undefined): string =>
  (word?.shown ?? '').replace(/^.*[/\\]/, '').replace(/\.exe$/i, '');
