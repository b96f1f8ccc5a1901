/** Programs that run other programs, or that take program text among their arguments. */

/** How an interpreter is told what to run. */
export interface Interpreter {
  readonly names: RegExp;
  /** An option whose next word is program text. */
  readonly code: RegExp;
  /** An option with program text in the same word. */
  readonly glued?: RegExp;
  /** Another option that takes the next word. */
  readonly takes?: RegExp;
  /** Every word behind the code option is program text, not only the next one. */
  readonly all?: true;
  /** Words before the code option do not end the options (`su user -c`). */
  readonly operands?: true;
  /** The text is the first word that is no option (`bash -c -e 'text'`). */
  readonly firstOperand?: true;
  /** Without a file to run, standard input is program text. */
  readonly stdin: 'without-operand' | 'always' | 'never';
}

export const interpreters: readonly Interpreter[] = [
  {
    names: /^(?:ba|z|da|k|mk|a|fi)?sh$/,
    code: /^-[A-Za-z]*c[A-Za-z]*$|^--command$/,
    takes: /^[-+][a-zA-Z]*[oO]$|^--(?:rcfile|init-file)$/,
    firstOperand: true,
    stdin: 'without-operand',
  },
  {
    names: /^(?:su|runuser)$/,
    code: /^-[A-Za-z]*c$|^--(?:session-)?command$/,
    glued: /^--(?:session-)?command=/,
    operands: true,
    stdin: 'always',
  },
  {
    names: /^(?:script|flock|sg)$/,
    code: /^-[A-Za-z]*c$|^--command$/,
    glued: /^--command=/,
    operands: true,
    stdin: 'never',
  },
  {
    names: /^(?:python|pypy)[0-9.]*$/,
    code: /^-[A-Za-z]*c$/,
    glued: /^-[A-Za-z]*c/,
    takes: /^-[A-Za-z]*[WX]$/,
    stdin: 'without-operand',
  },
  {
    names: /^perl[0-9.]*$/,
    code: /^-[A-Za-z0-9]*[eE]$/,
    glued: /^-[A-Za-z0-9]*[eEmM]/,
    takes: /^-I$/,
    stdin: 'without-operand',
  },
  { names: /^ruby[0-9.]*$/, code: /^-[A-Za-z]*e$/, glued: /^-[A-Za-z]*e/, takes: /^-[IrC]$/, stdin: 'without-operand' },
  {
    names: /^(?:node|nodejs|bun|tsx)$/,
    code: /^-(?:e|p|pe)$|^--(?:eval|print)$/,
    glued: /^--(?:eval|print)=|^-[ep]/,
    takes: /^(?:-r|--require|--import|--loader|-C|--conditions)$/,
    stdin: 'without-operand',
  },
  { names: /^deno$/, code: /^eval$/, operands: true, firstOperand: true, stdin: 'never' },
  {
    names: /^php[0-9.]*$/,
    code: /^-[rBRE]$|^--(?:run|process-(?:begin|code|end))$/,
    glued: /^-[rBRE]/,
    takes: /^-[cdz]$/,
    stdin: 'without-operand',
  },
  {
    names: /^(?:lua[0-9.]*|luajit|Rscript|julia|osascript)$/,
    code: /^-[eE]$|^--eval$/,
    glued: /^-[eE]|^--eval=/,
    stdin: 'without-operand',
  },
  {
    names: /^(?:pwsh|powershell)$/i,
    code: /^[-/](?:c|co|com[a-z]*|cwa|e|ec|enc[a-z]*)$/i,
    all: true,
    stdin: 'without-operand',
  },
  { names: /^cmd$/i, code: /^\/+[ck]$/i, all: true, operands: true, stdin: 'without-operand' },
  { names: /^env$/, code: /^-[A-Za-z]*S$|^--split-string$/, glued: /^-[A-Za-z]*S|^--split-string=/, stdin: 'never' },
];

/** A program that reads its arguments as program text, and the options whose next word is plain data. */
export interface TextReader {
  readonly names: RegExp;
  readonly data: RegExp;
}

/** Their files count too: a file name that starts with a dash is read as an option, in sed and ssh one that executes. */
export const textReaders: readonly TextReader[] = [
  { names: /^[gmn]?awk$/, data: /^-v$|^--assign$/ },
  { names: /^g?sed$/, data: /^$/ },
  { names: /^(?:ssh|watch|parallel)$/, data: /^$/ },
];

/** Program text is likely only where a value is joined with other text: ".a == \"…\"". */
export const queryReaders = /^(?:jq|yq|gojq)$/;

/** Programs whose arguments are text or names of packages, even when one of them reads "bash". */
export const dataCommands =
  /^(?:echo|printf|[ef]?grep|rg|test|\[|which|type|hash|apt|apt-get|brew|dnf|yum|apk|choco|pip3?)$/;

/** Shell builtins that run their arguments, or read variables, patterns or files of code from them. */
export const evaluators = /^(?:eval|source|\.|trap|alias|compgen|complete|bind|enable|fc)$/;

/** A program that runs the command that follows: its options with a value of their own, and its own operands. */
export interface Wrapper {
  readonly takes: RegExp;
  readonly operands?: number;
}

export const wrappers: Readonly<Record<string, Wrapper>> = {
  command: { takes: /^$/ },
  builtin: { takes: /^$/ },
  exec: { takes: /^-[cl]*a$/ },
  env: { takes: /^-[uC]$|^--(?:unset|chdir)$/ },
  sudo: { takes: /^-[ugpCDhrtTRU]$|^--(?:user|group|prompt|chdir|host)$/ },
  doas: { takes: /^-[uC]$/ },
  nohup: { takes: /^$/ },
  setsid: { takes: /^$/ },
  nice: { takes: /^-n$|^--adjustment$/ },
  ionice: { takes: /^-[cnp]$/ },
  stdbuf: { takes: /^-[ioe]$/ },
  time: { takes: /^-[fo]$/ },
  timeout: { takes: /^-[ks]$|^--(?:kill-after|signal)$/, operands: 1 },
  chroot: { takes: /^$/, operands: 1 },
  xargs: { takes: /^-[adEILnPs]$|^--(?:arg-file|delimiter|max-args|max-procs|replace)$/ },
};
