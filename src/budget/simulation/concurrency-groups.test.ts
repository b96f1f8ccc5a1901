/** Groups of which one run goes on at a time: who starts, who waits, and who is cancelled. */
import { describe, expect, it } from 'vitest';
import { type GroupFamily, openConcurrencyGroups, sharingOf } from './concurrency-groups.ts';

/** A group with what it does written down. */
function watch(text = 'deploy') {
  const log: string[] = [];
  const groups = openConcurrencyGroups({
    start: (run) => log.push(`start ${run}`),
    cancel: (run) => log.push(`cancel ${run}`),
    drop: (run) => log.push(`drop ${run}`),
  });
  const family = groups.familyOf(text) as GroupFamily;
  return {
    log,
    enter: (run: number, cancels = false, subject = 0) => groups.enter(family, subject, run, cancels),
    leave: (run: number, subject = 0) => groups.leave(family, subject, run),
    groups,
    family,
  };
}

describe('groups of runs', () => {
  it('let one go on, keep the newest that waits, and drop the one before it', () => {
    const { log, enter, leave } = watch();
    enter(1);
    enter(2);
    enter(3);
    expect(log).toEqual(['start 1', 'drop 2']);
    leave(1);
    leave(3);
    enter(4);
    expect(log.slice(2)).toEqual(['start 3', 'start 4']);
  });

  it('cancel what goes on, and what waits, where the newer one says so', () => {
    const { log, enter, leave } = watch();
    enter(1);
    enter(2);
    enter(3, true);
    expect(log).toEqual(['start 1', 'drop 2', 'cancel 1', 'start 3']);
    leave(1);
    enter(4);
    expect(log).toHaveLength(4);
    leave(3);
    expect(log[4]).toBe('start 4');
  });

  it('are one for each pull request, where their name says so', () => {
    const { log, enter } = watch('ci-${{ github.ref }}');
    enter(1, true, 1);
    enter(2, true, 2);
    enter(3, true, 1);
    expect(log).toEqual(['start 1', 'start 2', 'cancel 1', 'start 3']);
  });

  it('do not care about case', () => {
    const { groups, family } = watch('deploy');
    expect(groups.familyOf('Deploy')).toBe(family);
    expect(groups.familyOf('ci-${{ github.run_id }}')).toBeUndefined();
  });

  it.each([
    ['deploy', 'all'],
    ['ci-987654321', 'subject'],
    ['ci-${{ github.ref }}', 'subject'],
    ['ci-${{ github.run_id }}', 'none'],
    ['ci-${{ github.ref }}-${{ github.sha }}', 'none'],
    ['ci-${{ vars.x }}', 'none'],
  ])('%s is shared by %s', (group, sharing) => {
    expect(sharingOf(group)).toBe(sharing);
  });
});
