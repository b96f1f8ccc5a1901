/** Reports a health check that calls a program which the image does not have. */
import { fieldsOf, textsOf } from '../data-shapes.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const missingHealthTool: Rule = {
  id: 'missing-health-tool',
  why: 'Docker runs the command of a health check inside the container. Where the image does not have the program, the service never gets healthy, and the job ends after a minute of waiting with nothing said about the reason.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) {
      if (job.kind !== 'job') continue;
      for (const [name, service] of Object.entries(fieldsOf(job.services))) {
        const [options = ''] = textsOf(fieldsOf(service)['options']);
        const [image = ''] = textsOf(fieldsOf(service)['image']);
        const command = /--health-cmd[ =]+("[^"]*"|'[^']*'|\S+)/.exec(options)?.[1];
        const known = images.find((each) => each.image.test(image));
        const tool = known?.lacks.find((each) => new RegExp(`\\b${each}\\b`).test(command ?? ''));
        if (!known || !tool) continue;
        yield {
          message: `the image ${image} has no ${tool}: the service never gets healthy`,
          node: job,
          path: `jobs.${job.id}.services.${name}.options`,
          hint: known.instead,
          severity: 'warning',
        };
      }
    }
  },
};

/** Images as their makers publish them, without tags that add something. */
const images: readonly { readonly image: RegExp; readonly lacks: readonly string[]; readonly instead: string }[] = [
  { image: /^(?:docker\.io\/)?ollama\/ollama(?::|@|$)/, lacks: ['curl', 'wget'], instead: 'check with `ollama list`' },
  {
    image: /^(?:docker\.io\/)?(?:library\/)?postgres(?::|@|$)/,
    lacks: ['curl', 'wget'],
    instead: 'check with `pg_isready`',
  },
  { image: /^(?:docker\.io\/)?(?:library\/)?redis(?::|@|$)/, lacks: ['curl'], instead: 'check with `redis-cli ping`' },
];
