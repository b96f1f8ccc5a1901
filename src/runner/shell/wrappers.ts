/** Programs that run another program: how to find that one in their arguments. */
import { listedWord, ofFd, ofFind } from './listed-files.ts';
import { type Reach, unknownText, type Word } from './word.ts';
import { container, type Separator, separators, type Wrapper, wrappers } from './wrapper-table.ts';

/** What a wrapper runs: words, or a text that a shell reads. */
export interface Wrapped {
  readonly kind: Reach['kind'];
  readonly words?: readonly Word[];
  readonly text?: Word;
}

/** What a command runs in its turn; undefined for a program that runs nothing. */
export function unwrap(program: string, args: readonly Word[]): Wrapped | undefined {
  if (program === 'find') return unwrapFind(args);
  if (program === 'fd' || program === 'fdfind') return unwrapFd(args);
  if (/^(docker|podman|nerdctl)$/.test(program)) return unwrapContainer(args);
  const separated = Object.hasOwn(separators, program) ? separators[program] : undefined;
  if (separated) return unwrapSeparated(args, separated);
  const wrapper = wrappers.get(program);
  return wrapper && unwrapPlain(wrapper, args);
}

function unwrapPlain(wrapper: Wrapper, args: readonly Word[]): Wrapped | undefined {
  const kind = wrapper.kind ?? 'wrapper';
  let skip = wrapper.skip ?? 0;
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index]?.shown ?? '';
    const next = args[index + 1];
    if (wrapper.idle?.test(word)) return undefined;
    if (wrapper.script?.test(word)) return next && { kind, text: next };
    if (word === '--') continue;
    if (/^[-+]./.test(word)) {
      if (takesNext(wrapper, word)) index += 1;
    } else if (wrapper.assigns && /^\w+=/.test(word)) continue;
    else if (skip > 0) skip -= 1;
    else return wrapper.joins ? { kind, text: join(args.slice(index)) } : { kind, words: args.slice(index) };
  }
  return undefined;
}

function takesNext(wrapper: Wrapper, option: string): boolean {
  if (option.startsWith('--')) return !option.includes('=') && (wrapper.long?.includes(option.slice(2)) ?? false);
  const at = [...option.slice(1)].findIndex((each) => wrapper.valued?.includes(each));
  return at !== -1 && at === option.length - 2;
}

/** The arguments as one text, as `ssh` and `watch` give them to a shell. */
function join(words: readonly Word[]): Word {
  const first = words[0];
  const shown = words.map((each) => each.shown).join(' ');
  const place = first?.place ?? { start: 0, end: 0 };
  const known = words.every((each) => each.text !== undefined);
  const written = words.map((each) => each.written).join(' ');
  return { text: known ? shown : undefined, shown, written, quoted: true, globs: false, variables: [], place };
}

function unwrapAfter(args: readonly Word[], mark: RegExp, kind: Reach['kind'] = 'wrapper'): Wrapped | undefined {
  const at = args.findIndex((each) => mark.test(each.shown));
  return at === -1 || at === args.length - 1 ? undefined : { kind, words: args.slice(at + 1) };
}

/** `{}` stands for what is found. */
function unwrapFind(args: readonly Word[]): Wrapped | undefined {
  const found = unwrapAfter(args, /^-(exec|execdir|ok|okdir)$/)?.words;
  if (found === undefined) return undefined;
  const end = found.findIndex((each) => each.shown === ';' || each.shown === '+');
  const patterns = ofFind(args) ?? [];
  return { kind: 'wrapper', words: fillMarks(end === -1 ? found : found.slice(0, end), patterns) };
}

/** Puts what is listed in place of each `{}`. */
export function fillMarks(words: readonly Word[], patterns: readonly string[]): readonly Word[] {
  return words.flatMap((word) => {
    if (!word.shown.includes('{}')) return [word];
    if (word.shown === '{}') return patterns.map((each) => listedWord(each, word));
    return [
      listedWord(
        word.shown.replaceAll('{}', () => patterns[0] ?? unknownText),
        word,
      ),
    ];
  });
}

/** `fd -x command` adds what it finds where there is no `{}`. */
function unwrapFd(args: readonly Word[]): Wrapped | undefined {
  const words = unwrapAfter(args, /^(-x|-X|--exec|--exec-batch)$/)?.words;
  if (words === undefined) return undefined;
  const patterns = ofFd(args) ?? [];
  const marked = words.some((each) => each.shown.includes('{}'));
  const [first] = words;
  const added =
    marked || first === undefined ? [] : patterns.map((each) => listedWord(each, { ...first, written: '{}' }));
  return { kind: 'wrapper', words: [...fillMarks(words, patterns), ...added] };
}

function unwrapContainer(args: readonly Word[]): Wrapped | undefined {
  const at = args.findIndex((each) => each.shown === 'run' || each.shown === 'exec');
  if (at === -1 || args.slice(0, at).some((each) => /^(?:build|push|pull|logs|ps|cp)$/.test(each.shown)))
    return undefined;
  return unwrapPlain({ ...container, skip: 1 }, args.slice(at + 1));
}

/** `kubectl exec pod -- command`, `poetry run command`: the subcommand, then perhaps operands or `--`. */
function unwrapSeparated(args: readonly Word[], { after, skip = 0, kind = 'wrapper' }: Separator): Wrapped | undefined {
  const at = args.findIndex((each) => after.test(each.shown));
  if (at === -1 && after.source !== '^') return undefined;
  const rest = args.slice(at + 1);
  const mark = rest.findIndex((each) => each.shown === '--');
  if (mark !== -1) return mark === rest.length - 1 ? undefined : { kind, words: rest.slice(mark + 1) };
  return unwrapPlain(
    { skip, kind, ...(kind === 'container' && { valued: 'nc', long: ['namespace', 'container'] }) },
    rest,
  );
}
