/** Reports a condition that mixes text and `${{ }}`: GitHub makes text of it, and text always holds. */
import { type Finding, inSite, type LintInput, type Rule } from '../rule.ts';

export const mixedCondition: Rule = {
  id: 'mixed-condition',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idif
  why: 'When anything stands beside `${{ }}` in a condition, be it a space or the end of a line, GitHub joins all of it to one text. Text that is not empty counts as true, so the condition always holds.',
  *check({ expressions }: LintInput): Generator<Finding> {
    for (const site of expressions) {
      if (!site.condition || !site.text.includes('${{')) continue;
      // A line break behind the expression is enough: `if: |` in YAML adds one.
      if (site.parsed.length === 1 && /^\$\{\{.*\}\}$/s.test(site.text)) continue;
      if (site.parsed.some(({ problem }) => problem)) continue;
      const plain = site.text
        .replace(/\$\{\{|\}\}/g, '')
        .replace(/\s+/g, ' ')
        .trim();
      const message = 'the condition mixes text and ${{ }}, which makes it text: it always holds';
      yield { ...inSite(site), message, hint: `write it without \${{ }}: ${plain}` };
    }
  },
};
