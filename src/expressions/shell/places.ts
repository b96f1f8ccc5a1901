/** Where a value may not stand in a shell script: how each place is called, and what to write instead. */

/** Places where the value is read safely, each with its own spelling of the variable. */
export type SafePlace = 'bare' | 'double-quotes' | 'here-document';

interface Refusal {
  readonly where: string;
  readonly hint: string;
}

const asArgument = 'pass the value as an argument or an environment variable, and read it there';

export const refusals = {
  'single-quotes': {
    where: 'in single quotes, where the shell reads no variables',
    hint: "end the quotes before the value: 'text '${value}' more text'",
  },
  'quoted-here-document': {
    where: 'in a here-document with a quoted delimiter, where the shell reads no variables',
    hint: 'write <<EOF without quotes, and a backslash before each $ that is meant as text',
  },
  'here-document-delimiter': {
    where: 'in the delimiter of a here-document',
    hint: 'use a fixed word such as EOF as the delimiter',
  },
  comment: { where: 'in a comment', hint: 'remove it from the comment, or use the `doc` of the step' },
  backticks: { where: 'in backticks', hint: 'write $( … ) instead of backticks' },
  arithmetic: {
    where: 'in arithmetic, where the shell executes what a[$(command)] holds',
    hint: 'check that it is a number first, with [ "$X" -ge 0 ] or a case pattern, and compute with expr',
  },
  subscript: {
    where: 'in an array subscript, which the shell evaluates as arithmetic',
    hint: 'choose the element with a case statement, or use a fixed subscript',
  },
  'numeric-test': {
    where: 'beside -eq, -ne, -lt, -le, -gt or -ge in [[ ]], which evaluates it as arithmetic',
    hint: 'write [ ${value} -eq 1 ] with single brackets, which only reads a number',
  },
  'evaluated-variable': {
    where: 'in a variable that the script evaluates: $(( )), let, [[ -eq ]], declare -i, eval, bash -c',
    hint: 'pass it as an argument, compare with [ "$NAME" -eq 1 ], or copy what a test has let pass: checked=$NAME',
  },
  'variable-name': {
    where: 'where the shell reads the name of a variable',
    hint: 'use a fixed name and put the value into it: NAME=${value}',
  },
  'after-dollar': {
    where: 'right after a $',
    hint: "for a dollar sign as text write it in single quotes before the value: '$'${value}",
  },
  replacement: {
    where: 'in the replacement of ${name/pattern/replacement} in quotes, where & and quotes change it',
    hint: 'compute it outside quotes first: result=\\${name/pattern/${value}}',
  },
  'assigning-default': {
    where: 'in ${NAME:=value} outside quotes, where the shell splits the result',
    hint: 'put double quotes around the whole: "\\${NAME:=${value}}"',
  },
  'command-word': {
    where: 'where the shell reads which program to run',
    hint: 'call a fixed program and pass the value as an argument, or choose the program with a case statement',
  },
  evaluated: {
    where: 'in the arguments of a command that runs them as shell code (eval, source, trap, alias …)',
    hint: 'call the command directly and pass the value as an argument',
  },
  'nested-code': {
    where: 'in program text for another shell or interpreter, which would run it as code',
    hint: `${asArgument}: bash -c 'echo "$1"' _ \${value}, python -c 'import sys; print(sys.argv[1])' \${value}`,
  },
  'program-text': {
    where: 'in the arguments of a program that reads them as program text or options',
    hint: `${asArgument}: awk -v name=\${value}, jq --arg name \${value}; read a file with < \${value}`,
  },
  unplaced: {
    where: 'where the shell text could not be followed',
    hint: 'close every quote, bracket and here-document before the end of the script',
  },
} satisfies Record<string, Refusal>;

/** Places where a value would become code, or would not be read at all. */
export type UnsafePlace = keyof typeof refusals;
export type Place = SafePlace | UnsafePlace;

export function isSafe(place: Place): place is SafePlace {
  return place === 'bare' || place === 'double-quotes' || place === 'here-document';
}
