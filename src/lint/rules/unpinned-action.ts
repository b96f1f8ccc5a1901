/** Reports an action, a called workflow or an image that is not pinned, or to another commit than its tag has. */
import { type Job, type Node, stepsOf } from '../../model/index.ts';
import { type ActionCatalog, factsNamed, isOwn, parseUses } from '../action-catalog.ts';
import { hasExpression, show } from '../data-shapes.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

export const unpinnedAction: Rule = {
  id: 'unpinned-action',
  // https://docs.github.com/actions/reference/security/secure-use#using-third-party-actions
  why: 'The owner of a tag or a branch, and whoever takes over their account, can move it to other code, which then runs with your token and secrets. A commit and a digest stay what they are.',
  *check({ document, actions }: LintInput): Generator<Finding> {
    for (const { step, path } of stepsOf(document)) {
      const problem = step.kind === 'uses' ? problemOf(step, actions) : undefined;
      if (problem) yield { ...problem, node: step, key: 'uses', path: `${path}.uses` };
    }
    for (const job of jobsOf(document)) {
      const problem = job.kind === 'call' ? problemOf(job, actions) : undefined;
      if (problem) yield { ...problem, node: job, key: 'uses', path: `jobs.${job.id}.uses` };
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint' | 'severity'>;
type Use = (Node | Job) & { readonly uses: string; readonly tag?: string | undefined };

function problemOf(use: Use, actions: ActionCatalog): Problem | undefined {
  const { uses, tag } = use;
  // What is called by path is of this commit.
  if (typeof uses !== 'string' || isOwn(uses) || hasExpression(uses)) return undefined;
  if (uses.startsWith('docker://')) return problemOfImage(use);
  const { name = uses, ref } = parseUses(uses) ?? {};
  // What is no name of an action has a rule of its own.
  if (!/^[\w.-]+\/[\w./-]+$/.test(name)) return undefined;
  const facts = factsNamed(actions, name);
  const pin = facts
    ? `pin it: ${name}@${facts.sha} # ${facts.tag}`
    : 'pin it to the commit of the release: 40 hexadecimal digits';
  if (ref === undefined) return { message: `${show(uses)} names no version of the action`, hint: pin };
  if (!/^[0-9a-f]{40}$/i.test(ref)) return problemOfRef(name, ref, pin, use);
  if (!facts || !isVersion(tag)) return undefined;
  const isItsCommit = ref.toLowerCase() === facts.sha;
  // A shorter tag may have stood for another commit once.
  if (isItsCommit ? sameVersion(tag, facts.tag) : tag !== facts.tag) return undefined;
  const message = isItsCommit
    ? `${name} is pinned to the commit of ${facts.tag}, and the comment says ${tag}`
    : `${name} is pinned to ${ref}, which is not the commit of ${tag}`;
  return { message, hint: pin };
}

const isVersion = (tag: unknown): tag is string => typeof tag === 'string' && /^v?\d+(?:\.\d+)*$/.test(tag);

/** `v7` is also said of `v7.0.1`. */
const sameVersion = (said: string, tag: string): boolean =>
  said === tag || `${tag.replace(/^v/, '')}.`.startsWith(`${said.replace(/^v/, '')}.`);

function problemOfRef(name: string, ref: string, pin: string, use: Node): Problem {
  if (isCutCommit(ref))
    return {
      message: `${ref} is not all of a commit: GitHub takes 40 hexadecimal digits, and here are ${ref.length}`,
      hint: pin,
    };
  const message = `${name} is at "${ref}", a name that its owner can move to other code`;
  return { message, hint: pin, ...(isYaml(use) ? { severity: 'warning' } : {}) };
}

/** A commit cut short, or too long; with fewer letters it may be a date. */
const isCutCommit = (ref: string): boolean =>
  /^[0-9a-f]{7,64}$/.test(ref) && /\d/.test(ref) && /[a-f].*[a-f]/.test(ref);

function problemOfImage(use: Use): Problem | undefined {
  const image = use.uses.slice('docker://'.length);
  // In TypeScript the rule is about actions only.
  if (!isYaml(use) || image === '' || /@sha256:[0-9a-f]{64}$/i.test(image)) return undefined;
  const message = `the image ${image} can be replaced by another of the same name`;
  return { message, hint: `pin it to its digest: docker://${image}@sha256:…`, severity: 'warning' };
}
