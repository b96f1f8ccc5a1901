/** The route to a place in a document, as findings show it. */

export type Route = readonly (string | number)[];

/**
 * A route as text.
 *
 * @example
 * formatRoute(['jobs', 'build', 'steps', 1, 'with']); // 'jobs.build.steps[1].with'
 */
export function formatRoute(route: Route): string {
  return route.reduce<string>(
    (path, each) => (typeof each === 'number' ? `${path}[${each}]` : path === '' ? each : `${path}.${each}`),
    '',
  );
}
