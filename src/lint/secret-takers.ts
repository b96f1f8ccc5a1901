/** Tells which steps may be led to give a secret away: those that run the project's own programs, or an unknown action. */
import { accessesOf, type ExpressionNode } from '../expressions/index.ts';
import type { Step } from '../model/index.ts';
import { isOwn, parseUses } from './action-catalog.ts';
import type { ParsedSite } from './rule.ts';
import { codeIn } from './runs-code.ts';
import { commandsOf } from './script-commands.ts';

/** Programs that do what a text asks for, and the text may be a pull request's. */
const assistants = /^(?:claude|codex|gemini|aider|llm|opencode|copilot|cursor-agent|goose|qwen)(?: |$)/;

/** Actions that need a secret for what they are there for: they sign in, set up, notify, and write what they are told. */
const passing =
  /login|auth|credential|app-?token|^actions\/|setup|import-?gpg|ssh|slack|discord|telegram|teams|mattermost|notif|webhook|mail|jira|trello|asana|linear|project|label|comment|assign|welcome|stale|\bcla\b|cla-|backport|create-pull-request|merge|dispatch|rerun|codecov|coverall/i;

/** What a token for GitHub's own API is called. */
const isToken = (name: string): boolean => /(?:^|[-_a-z])(?:token|pat)$/i.test(name);

/** Whether a step may be led to give away the secret that it gets at this place, or in the environment of its job. */
export function mayGiveAway(step: Step, site: ParsedSite): boolean {
  if (step.kind === 'run') return runsPrograms(step.run);
  if (step.kind !== 'uses') return false;
  const uses = String(step.uses);
  if (isOwn(uses)) return true;
  const isTheirs = site.step === step && ['with', 'env'].includes(site.key);
  const name = parseUses(uses)?.name ?? '';
  return isTheirs && !isToken(site.path.replace(/^.*\./, '')) && !passing.test(name);
}

const runsPrograms = (script: unknown): boolean =>
  codeIn(script).length > 0 || commandsOf(script).some(({ text }) => assistants.test(text));

/** The values that an expression may have: of `secrets.KEY != '' && 'yes' || vars.OTHER` only the last route. */
export function valuesIn(node: ExpressionNode): string[][] {
  if (node.kind !== 'operator') return accessesOf(node);
  if (node.operator === '||') return node.args.flatMap(valuesIn);
  return node.operator === '&&' ? node.args.slice(-1).flatMap(valuesIn) : [];
}
