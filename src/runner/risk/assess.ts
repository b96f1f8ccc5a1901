/** Assesses commands: reads them, shows each to every rule, and keeps the worst. */
import { type RiskLevel, riskLevels } from '../../contract/index.ts';
import { type Place, readCommands, type SimpleCommand } from '../shell/index.ts';
import { toleratedCommands } from './fallback.ts';
import { registry } from './registry.ts';
import type { Finding, Rule } from './rule.ts';
import { createUse, type Use } from './use.ts';
import { withSlashes } from './windows-text.ts';

export interface RiskReason {
  /** The id of the rule. */
  readonly rule: string;
  readonly level: Exclude<RiskLevel, 'safe'>;
  readonly message: string;
  /** In the text that was assessed, UTF-16 units. */
  readonly place: Place;
}

export interface RiskAssessment {
  readonly risk: RiskLevel;
  /** The worst first. */
  readonly reasons: readonly RiskReason[];
  /** False when the text is no shell program, and was judged by its words. */
  readonly parsed: boolean;
}

/** More of a text that is no program is not looked at. */
const longest = 100_000;

const rank = (level: RiskLevel): number => riskLevels.indexOf(level);

/** Says what a command would do at worst. */
export function assess(text: string): RiskAssessment {
  const reading = readCommands(text);
  const commands = reading.ok ? reading.commands : toleratedCommands(text.slice(0, longest));
  const found = [...reasonsIn(commands), ...reasonsOnWindows(text)];
  const whole = reading.ok ? reading.complete : text.length <= longest;
  const reasons = whole ? found : [...found, notFollowed(text)];
  return { risk: worst(reasons), reasons: tidy(reasons), parsed: reading.ok };
}

const reasonsIn = (commands: readonly SimpleCommand[]): readonly RiskReason[] =>
  commands.filter(isHere).flatMap((command) => reasonsOf(createUse(command, commands)));

/** What the text does where `\\` is no quote. */
function reasonsOnWindows(text: string): readonly RiskReason[] {
  const slashed = withSlashes(text);
  const reading = slashed === undefined ? undefined : readCommands(slashed);
  return reading?.ok ? reasonsIn(reading.commands) : [];
}

/** What is not read may be anything. */
const notFollowed = (text: string): RiskReason => ({
  rule: 'not-followed',
  level: 'high',
  message: 'it is longer, or nested deeper, than is followed: what it does can not be told',
  place: { start: 0, end: text.length },
});

/** What runs in a container that is new can harm only that; what the container gets of the machine, a rule judges. */
const isHere = (command: SimpleCommand): boolean =>
  !command.inside.some((each) => each.kind === 'container' && each.command?.args.some(({ text }) => text === 'run'));

export function reasonsOf(use: Use, rules: readonly Rule[] = registry): readonly RiskReason[] {
  const shown = use.idle ? withoutProgram(use) : use;
  return rules.flatMap((rule) =>
    rule
      .check(shown)
      .filter((each): each is Finding => each !== undefined)
      .map(({ level, message, place }) => ({ rule: rule.id, level, message, place: place ?? use.command.place })),
  );
}

/** What only shows its help still opens the files that it is redirected to. */
const withoutProgram = (use: Use): Use => ({
  ...use,
  name: '',
  args: [],
  line: '',
  operands: [],
  options: new Set(),
  command: { ...use.command, program: undefined, args: [], assignments: [] },
});

const worst = (reasons: readonly RiskReason[]): RiskLevel =>
  riskLevels[Math.max(0, ...reasons.map((each) => rank(each.level)))] ?? 'safe';

/** The worst first, each once; a hundred of them say enough. */
function tidy(reasons: readonly RiskReason[]): readonly RiskReason[] {
  const unique = new Map(
    reasons.map((each) => [`${each.rule} ${each.level} ${each.message} ${each.place.start}`, each]),
  );
  return [...unique.values()].sort((one, other) => rank(other.level) - rank(one.level)).slice(0, 100);
}
