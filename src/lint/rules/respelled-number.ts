/** Reports a version written as a number, which loses its zeros: 3.10 becomes 3.1. */
import { formatRoute, type Route } from '../../diagnostics/index.ts';
import { findJob } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const respelledNumber: Rule = {
  id: 'respelled-number',
  // https://docs.github.com/actions/tutorials/build-and-test-code/python#using-multiple-python-versions
  why: 'YAML reads 3.10 as the number 3.1, and that is what the matrix or the action gets: another version, or one there is not. In quotes it stays as it is written.',
  *check({ document, yaml }: LintInput): Generator<Finding> {
    for (const { route, written } of yaml?.respelledNumbers() ?? []) {
      if (!isVersionLike(written) || !isValue(route) || !losesDigits(route, written)) continue;
      const path = formatRoute(route);
      yield {
        message: `${written} is the number ${Number(written)}, and that is what ${isInput(route) ? 'the action' : 'the matrix'} gets`,
        node: findJob(document, String(route[1])) ?? document,
        path,
        hint: `put it in quotes: '${written}'`,
        severity: isCertain(route, written) ? 'error' : 'warning',
      };
    }
  },
};

/** `3.10`, and not `0x10` or `1e3`, which nobody takes for a version. */
const isVersionLike = (written: string): boolean => /^\d+\.\d*0$/.test(written);

const isInput = (route: Route): boolean => route.includes('with');
/** What is excluded is compared as a number, and fits. */
const isMatrix = (route: Route): boolean =>
  route[0] === 'jobs' && route[2] === 'strategy' && route[3] === 'matrix' && route[4] !== 'exclude';

/** A value of a matrix, or an input of an action that takes a version. */
const isValue = (route: Route): boolean => isMatrix(route) || (isInput(route) && /version/i.test(String(route.at(-1))));

const versioned =
  /version|python|node|golang|\bgo\b|ruby|php|java|jdk|perl|rust|dotnet|elixir|erlang|otp|julia|ghc|gcc|clang|llvm|django|rails|postgres|mysql|swift|scala|kotlin|terraform/i;

/** A matrix may hold amounts, and as an amount 1.0 is 1. */
const losesDigits = (route: Route, written: string): boolean => /\.\d+0$/.test(written) || isVersioned(route);

function isVersioned(route: Route): boolean {
  const name = route.findLast((step) => typeof step === 'string') ?? '';
  return versioned.test(String(name));
}

/** Another version for sure: with `1` instead of `1.0` many take the newest of 1. */
const isCertain = (route: Route, written: string): boolean => /\.\d+0$/.test(written) && isVersioned(route);
