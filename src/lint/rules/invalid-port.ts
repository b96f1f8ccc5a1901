/** Reports a port of a container that no computer has. */
import { containersOf } from '../containers.ts';
import { fieldsOf, hasExpression, listOf, show } from '../data-shapes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const invalidPort: Rule = {
  id: 'invalid-port',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idservicesservice_idports
  why: 'Ports go from 1 to 65535. A job whose container names another one ends before its first step, with a message of Docker and not of GitHub.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const { container, job, path } of containersOf(document)) {
      for (const [index, port] of listOf(fieldsOf(container)['ports']).entries()) {
        if (hasExpression(port) || isMapping(String(port))) continue;
        yield {
          message: `${show(port)} is not a port`,
          node: job,
          path: `${path}.ports[${index}]`,
          hint: "write one from 1 to 65535, or two of them: '8080:80'",
        };
      }
    }
  },
};

/** `80`, `8080:80`, `8000-8010:80-90/udp`, `127.0.0.1:8080:80`, `[::1]:8080:80`. */
function isMapping(text: string): boolean {
  const parts =
    /^(?:(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-fA-F:]+\]):)?(?:([\d-]*):)?([\d-]+)(?:\/(?:tcp|udp|sctp))?$/.exec(text);
  return parts !== null && [parts[1], parts[2]].every((part) => !part || isRange(part));
}

function isRange(text: string): boolean {
  const ports = text.split('-').map(Number);
  return (
    ports.length <= 2 &&
    ports.every((port) => Number.isInteger(port) && port >= 0 && port <= 65535) &&
    (ports[0] ?? 0) <= (ports[1] ?? 65535)
  );
}
