/** Reports a credential that is written out in the file. */
import { type ExpressionSite, expressionSites, type Job } from '../../model/index.ts';
import { credentialIn, isPlaceholder, looksSecret, passwordInAddress } from '../credential-forms.ts';
import { fieldsOf, hasExpression } from '../data-shapes.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const plainCredential: Rule = {
  id: 'plain-credential',
  // https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets
  why: 'Whoever can read the repository can use what is written in it, and its history keeps it. GitHub hides the values of secrets in logs, and no others.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) yield* passwordsOf(job);
    for (const site of expressionSites(document)) {
      const problem = problemOf(site);
      if (problem) yield { ...problem, node: site.node, path: site.path };
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint' | 'severity' | 'offset'>;

const hint = 'store it as a secret, read it with ${{ secrets.NAME }}, and make a new one: this one is known';

function* passwordsOf(job: Job): Generator<Finding> {
  const { container, services } = fieldsOf(job);
  const images = [
    ['container', container] as const,
    ...Object.entries(fieldsOf(services)).map(([name, each]) => [`services.${name}`, each] as const),
  ];
  for (const [path, image] of images) {
    const password = fieldsOf(fieldsOf(image)['credentials'])['password'];
    if (typeof password !== 'string' || password === '' || hasExpression(password)) continue;
    const at = `jobs.${job.id}.${path}.credentials.password`;
    yield { message: 'the password of the registry is written out', node: job, path: at, hint };
  }
}

function problemOf({ text, path, key }: ExpressionSite): Problem | undefined {
  const token = credentialIn(text) ?? passwordInAddress(text);
  if (token) {
    const { name, at: offset, opens } = token;
    return { message: `${name} is written out`, hint, offset, severity: opens ? 'error' : 'warning' };
  }
  if (path.includes('.services.') || path.includes('.credentials.') || !['env', 'with'].includes(key)) return undefined;
  const name = path.slice(path.lastIndexOf('.') + 1);
  const isWritten = key === 'with' ? isPassword(name, text) : isSecretName(name) && looksSecret(text);
  return isWritten
    ? { message: `${name} looks like a secret that is written out`, hint, severity: 'warning' }
    : undefined;
}

const isSecretName = (name: string): boolean =>
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|TOKEN|SECRET|API_?KEY|ACCESS_KEY|PRIVATE_KEY)$/i.test(name);

/** An input of this name takes nothing else; in capitals it is the name of a variable. */
const isPassword = (name: string, text: string): boolean =>
  /(?:^|[-_])(?:password|passphrase)$/i.test(name)
    ? text.length >= 6 && !hasExpression(text) && !isPlaceholder(text) && !/\s|^[A-Z][A-Z0-9_]*$/.test(text)
    : isSecretName(name.replaceAll('-', '_')) && looksSecret(text);
