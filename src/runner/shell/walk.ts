/** Walks a program in the order in which it runs, and collects every command it would run. */
import { expandWhole, expandWord } from './expand.ts';
import { followCommand } from './follow.ts';
import { laterCode } from './later-code.ts';
import { listedFiles } from './listed-files.ts';
import { Scanner, ShellSyntaxError } from './scanner.ts';
import { readScript } from './script-reader.ts';
import { staticOutput } from './static-output.ts';
import type { Place, RawRedirection, RawWord, Script, Stage, Statement, SyntaxProblem } from './syntax.ts';
import { copyScope, pathFrom, type Scope } from './variables.ts';
import type { Reach, Redirection, SimpleCommand, Word } from './word.ts';

/** More commands than this are not followed: functions that call each other never end. */
const mostCommands = 2000;
const deepest = 40;
/** Longer files are not remembered. */
const longestFile = 200_000;

export interface Setting {
  readonly scope: Scope;
  readonly inside: readonly Reach[];
  readonly input: string | undefined;
  /** Patterns for the files whose names it reads. */
  readonly listed?: readonly string[] | undefined;
}

interface StageSetting extends Setting {
  readonly pipeline: { readonly members: SimpleCommand[]; readonly length: number };
  readonly index: number;
  readonly background: boolean;
  readonly negated: boolean;
  readonly redirections: readonly Redirection[];
}

export class Walk {
  readonly commands: SimpleCommand[] = [];
  /** What could not be read in texts that stand inside the text. */
  readonly problems: SyntaxProblem[] = [];

  /** Whether every command was followed; false when there were too many, or too deep. */
  complete = true;

  /** Follows a text that is a program of its own, such as the argument of `sh -c`. */
  text(text: string, place: Place, setting: Setting): string | undefined {
    if (setting.inside.length > deepest) return this.#stop();
    try {
      return this.script(readScript(new Scanner(text, readScript, place, setting.inside.length), []), setting);
    } catch (error) {
      if (!(error instanceof ShellSyntaxError)) throw error;
      this.problems.push(error.problem);
      return undefined;
    }
  }

  /** @returns what it prints, where that is known */
  script(script: Script, setting: Setting): string | undefined {
    const outputs = script.statements.map((statement) => this.#statement(statement, setting));
    return outputs.every((each) => each !== undefined) ? outputs.join('') : undefined;
  }

  /** Adds a command that is reached through another one, and follows it. */
  reached(words: readonly Word[], from: SimpleCommand, setting: Setting): string | undefined {
    if (setting.inside.length > deepest) return this.#stop();
    const { pipeline, index, background, negated, redirections } = from;
    return this.#command(words, [], from.place, {
      ...setting,
      pipeline: { members: [...pipeline.members], length: pipeline.length },
      index,
      background,
      negated,
      redirections,
    });
  }

  #stop(): undefined {
    this.complete = false;
    return undefined;
  }

  #statement({ stages, background, negated }: Statement, setting: Setting): string | undefined {
    const pipeline = { members: [] as SimpleCommand[], length: stages.length };
    let flowing = setting.input;
    for (const [index, stage] of stages.entries()) {
      const scope = stages.length > 1 ? copyScope(setting.scope) : setting.scope;
      flowing = this.#stage(stage, {
        ...setting,
        scope,
        input: flowing,
        pipeline,
        index,
        background,
        negated,
        redirections: [],
      });
    }
    return flowing;
  }

  #stage(stage: Stage, setting: StageSetting): string | undefined {
    if (this.commands.length > mostCommands) return this.#stop();
    if (stage.kind === 'function') return this.#define(stage, setting);
    const first = this.commands.length;
    const redirections = this.#redirections(stage.redirections, setting);
    if (stage.kind === 'compound') {
      const input = inputOf(redirections, setting.scope) ?? setting.input;
      const listed = listedFiles([...setting.pipeline.members, ...this.commands.slice(first)]) ?? setting.listed;
      return this.#written(redirections, this.#compound(stage, { ...setting, redirections, input, listed }), setting);
    }
    const assignments = stage.assignments.map(({ name, value }) => ({
      name,
      value: expandWhole(value, setting.scope, this.#substitute(setting)),
    }));
    if (stage.words.length === 0)
      for (const { name, value } of assignments) setting.scope.variables.set(name, value.text);
    const words = stage.words.flatMap((word) => this.#expand(word, setting));
    return this.#command(words, assignments, stage.place, { ...setting, redirections });
  }

  #expand(word: RawWord, setting: StageSetting): readonly Word[] {
    return expandWord(word, setting.scope, this.#substitute(setting));
  }

  #substitute({ scope, inside }: Setting): (script: Script, by: string) => string | undefined {
    return (script, by) => {
      if (inside.length > deepest) return this.#stop();
      const kind = by === '$(…)' ? 'substitution' : 'process';
      const first = this.commands.length;
      const output = this.script(script, {
        scope: copyScope(scope),
        inside: [...inside, { kind, by }],
        input: undefined,
      });
      return output ?? listedFiles(this.commands.slice(first))?.join(' ');
    };
  }

  #redirections(raw: readonly RawRedirection[], setting: StageSetting): readonly Redirection[] {
    return raw.map(({ operator, fd, target }) => ({
      operator,
      fd,
      target: expandWhole(target, setting.scope, this.#substitute(setting)),
    }));
  }

  #command(
    words: readonly Word[],
    assignments: SimpleCommand['assignments'],
    place: Place,
    setting: StageSetting,
  ): string | undefined {
    const [program, ...args] = words;
    const { redirections, inside, scope } = setting;
    const input = inputOf(redirections, scope) ?? setting.input;
    const command = commandIn({ ...setting, input }, { program, args, assignments, place });
    this.commands.push(command);
    setting.pipeline.members.push(command);
    const followed = followCommand(command, { scope, inside, input, listed: setting.listed }, this);
    return this.#written(redirections, followed ?? outputOf(command, scope), setting);
  }

  /** @returns what is left for the next command when the output goes to files */
  #written(redirections: readonly Redirection[], output: string | undefined, setting: Setting): string | undefined {
    const files = redirections.filter(({ operator, fd }) => operator.startsWith('>') && (fd ?? 1) === 1);
    for (const { operator, target } of files) this.store(target, output, setting, operator === '>>');
    return files.length > 0 ? '' : output;
  }

  /** Remembers what is in a file, and follows it where something runs it later. */
  store(file: Word, content: string | undefined, setting: Setting, adds = false): void {
    const { scope, inside } = setting;
    const path = pathFrom(scope.folder, file.shown);
    if (content === undefined || file.text === undefined || inside.length > deepest) return;
    const whole = (adds ? (scope.files.get(path) ?? '') : '') + content;
    if (whole.length < longestFile) scope.files.set(path, whole);
    for (const text of laterCode(path, content)) {
      const later: Reach = { kind: 'later', by: path };
      this.text(text, file.place, { scope: copyScope(scope), inside: [...inside, later], input: undefined });
    }
  }

  #define({ name, body }: Extract<Stage, { kind: 'function' }>, setting: StageSetting): string {
    setting.scope.functions.set(name, body);
    const scope = copyScope(setting.scope);
    scope.functions.delete(name);
    scope.positional = undefined;
    const inside = [...setting.inside, { kind: 'function', by: name } as const];
    if (inside.length <= deepest) this.script(body, { scope, inside, input: undefined });
    return '';
  }

  #compound(stage: Extract<Stage, { kind: 'compound' }>, setting: StageSetting): string | undefined {
    const { construct, variable, header, bodies } = stage;
    const kind = construct === 'loop' ? 'loop' : 'subshell';
    const background = setting.background || setting.index < setting.pipeline.length - 1;
    const by = background ? `${construct} &` : construct;
    const reach: Reach = { kind, by, variable: variable?.name, header };
    const inside =
      construct === 'loop' || construct === 'subshell' || background ? [...setting.inside, reach] : setting.inside;
    const scope = construct === 'subshell' ? copyScope(setting.scope) : setting.scope;
    this.#redirected(setting, stage.place);
    let output: string | undefined;
    for (const round of rounds(variable?.values.flatMap((word) => this.#expand(word, setting)))) {
      if (variable) assignRound(scope, variable.name, round);
      for (const body of bodies)
        output = this.script(body, { scope, inside, input: setting.input, listed: setting.listed });
    }
    return construct === 'subshell' || construct === 'group' ? output : undefined;
  }

  /** The redirections of a compound command count as a command that does nothing else. */
  #redirected(setting: StageSetting, place: Place): void {
    if (setting.redirections.length === 0) return;
    this.commands.push(commandIn(setting, { program: undefined, args: [], assignments: [], place }));
  }
}

/** What a command is, and where it stands. */
function commandIn(
  { pipeline, index, background, negated, redirections, inside, input, scope }: StageSetting,
  command: Pick<SimpleCommand, 'program' | 'args' | 'assignments' | 'place'>,
): SimpleCommand {
  return { ...command, ...{ pipeline, index, background, negated, redirections, inside, input }, folder: scope.folder };
}

/** More values than this are not followed one by one. */
const mostRounds = 16;

/** The values that a loop's variable takes; once with an unknown one when there is no telling. */
function rounds(values: readonly Word[] | undefined): readonly (Word | undefined)[] {
  return values === undefined || values.length === 0 || values.length > mostRounds ? [undefined] : values;
}

function assignRound(scope: Scope, name: string, value: Word | undefined): void {
  const pattern = value?.globs === true;
  scope.variables.set(name, pattern ? value.shown : value?.text);
  if (pattern) scope.listed.add(name);
  else scope.listed.delete(name);
}

/** What a command reads through its here-document, here-string, or from a file that was written before. */
function inputOf(redirections: readonly Redirection[], scope: Scope): string | undefined {
  const last = redirections.findLast(({ operator, fd }) => operator.startsWith('<') && (fd ?? 0) === 0);
  if (last === undefined) return undefined;
  return last.operator === '<' ? scope.files.get(pathFrom(scope.folder, last.target.shown)) : last.target.text;
}

function outputOf({ program, args, input }: SimpleCommand, scope: Scope): string | undefined {
  if (program === undefined) return '';
  if (program.text === undefined || args.some((each) => each.text === undefined)) return undefined;
  const name = program.text.replace(/^.*\//, '');
  const contents = args.map((each) => scope.files.get(pathFrom(scope.folder, each.shown)));
  if (name === 'cat' && args.length > 0 && contents.every((each) => each !== undefined)) return contents.join('');
  return staticOutput(
    name,
    args.map((each) => each.text ?? ''),
    input,
  );
}
