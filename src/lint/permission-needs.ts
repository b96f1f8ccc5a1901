/** What a step needs of the token that GitHub gives its job, and whether it may need more than it shows. */
import type { RunStep, Step, UsesStep } from '../model/index.ts';
import { parseUses } from './action-catalog.ts';
import { type ActionNeed, actionNeeds, type Certainty } from './action-permissions.ts';
import { commandNeeds, commandWords, knownWithToken, openCommand } from './command-permissions.ts';
import { fieldsOf, valueNamed } from './data-shapes.ts';
import { runsOwnFile } from './runs-code.ts';
import { commandsOf } from './script-commands.ts';
import { tokenlessActions } from './tokenless-actions.ts';

export interface PermissionNeed {
  /** `contents` */
  readonly scope: string;
  readonly level: 'read' | 'write';
  /** What the step does with it, behind "this step …": `creates a release`. */
  readonly reason: string;
  readonly certainty: Certainty;
  /** Where in the script the command stands. */
  readonly at?: number;
}

/** The environment variables around a step: those of its job and of its workflow. */
export type Surroundings = readonly unknown[];

/**
 * What a step needs, as far as its action or its script shows; needs that another token meets are left out.
 *
 * @example
 * permissionNeeds({ kind: 'run', run: 'git push' }); // [{ scope: 'contents', level: 'write', reason: 'pushes with git', … }]
 */
export function permissionNeeds(step: Step, around: Surroundings = []): readonly PermissionNeed[] {
  if (step.kind === 'run') return needsOfScript(step, around);
  return step.kind === 'uses' ? needsOfAction(step, around) : [];
}

/** Whether a step may do more with the token than permissionNeeds() tells. */
export function isOpen(step: Step, around: Surroundings = []): boolean {
  if (step.kind === 'run') return isOpenScript(step, around);
  return step.kind === 'uses' && entryOf(step.uses) === undefined;
}

/** What is known of an action; undefined when nothing is. */
function entryOf(uses: unknown): readonly ActionNeed[] | undefined {
  const name = typeof uses === 'string' ? parseUses(uses)?.name.toLowerCase() : undefined;
  if (name === undefined) return undefined;
  const repository = name.split('/').slice(0, 2).join('/');
  const known = [name, repository].find((each) => Object.hasOwn(actionNeeds, each));
  if (known !== undefined) return actionNeeds[known];
  return tokenlessActions.includes(name) || tokenlessActions.includes(repository) ? [] : undefined;
}

function needsOfAction({ uses, with: given, env }: UsesStep, around: Surroundings): PermissionNeed[] {
  const inputs = fieldsOf(given);
  const tokens = Object.entries(inputs).filter(([name]) => /(?:^|[-_])(?:token|pat)$/i.test(name));
  const token = kindOf([
    ...tokens.map(([, value]) => value),
    ...tokensIn([env, ...around]).slice(0, tokens.length > 0 ? 0 : 1),
  ]);
  return (entryOf(uses) ?? [])
    .filter((each) => applies(each, inputs))
    .flatMap(({ permission, certainty, reason }) => {
      // No token stands for the identity of a run.
      if (permission.startsWith('id-token')) return toNeeds([permission], certainty, reason);
      if (token === 'other') return [];
      return toNeeds([permission], token === 'either' ? 'may' : certainty, reason);
    });
}

function applies({ input, value, unless = [] }: ActionNeed, inputs: Readonly<Record<string, unknown>>): boolean {
  if (unless.some((name) => valueNamed(inputs, name) !== undefined)) return false;
  if (input === undefined) return true;
  const given = valueNamed(inputs, input);
  return given !== undefined && given !== '' && (value === undefined || value.test(String(given)));
}

function needsOfScript({ run, env }: RunStep, around: Surroundings): PermissionNeed[] {
  if (!commandWords.test(String(run))) return [];
  const token = kindOf(tokensIn([env, ...around]).slice(0, 1));
  return commandsOf(run).flatMap(({ text, at }) => {
    const fitting = commandNeeds.filter(({ command }) => command.test(text));
    // A command that must have something is listed before the one that may.
    const distinct = fitting.filter(({ asks }, index) => asks !== 'git' || index === 0);
    return distinct.flatMap(({ permissions, certainty, reason, asks }) => {
      if (asks === 'gh' && token === 'other') return [];
      const sure = asks !== 'gh' || token === 'own';
      return toNeeds(permissions, sure ? certainty : 'may', reason, at);
    });
  });
}

const toNeeds = (permissions: readonly string[], certainty: Certainty, reason: string, at?: number): PermissionNeed[] =>
  permissions.map((permission) => {
    const [scope = '', level] = permission.split(': ');
    return {
      scope,
      level: level === 'write' ? 'write' : 'read',
      reason,
      certainty,
      ...(at === undefined ? {} : { at }),
    };
  });

/** A token in the environment is anyone's who runs there. */
function isOpenScript(step: RunStep, around: Surroundings): boolean {
  const commands = commandsOf(step.run).map(({ text }) => text);
  if (commands.some((text) => openCommand.test(text) || runsOwnFile(text))) return true;
  const inScript =
    ownToken.test(String(step.run)) || Object.values(fieldsOf(step.env)).some((value) => ownToken.test(String(value)));
  const hasToken = inScript || kindOf(tokensIn(around)) !== 'none';
  return hasToken && commands.some((text) => !knownWithToken.test(text));
}

const ownToken = /\bgithub\.token\b|\bsecrets\.GITHUB_TOKEN\b/i;

/** The values of the variables that programs read a token from, the nearest first. */
const tokensIn = (environments: readonly unknown[]): unknown[] =>
  environments.flatMap((env) =>
    Object.entries(fieldsOf(env)).flatMap(([name, value]) => (/^(?:GH|GITHUB)_TOKEN$/.test(name) ? [value] : [])),
  );

/** Whose tokens these are: GitHub's own, another's, or whichever there is. */
function kindOf(values: readonly unknown[]): 'none' | 'own' | 'other' | 'either' {
  if (values.length === 0) return 'none';
  const own = values.filter((value) => ownToken.test(String(value)));
  if (own.length === 0) return 'other';
  return own.length === values.length && !own.some((value) => /\|\||&&|case\(/.test(String(value))) ? 'own' : 'either';
}
