/** What the compiler accepts and refuses of declared outputs. Checked by tsc; never runs. */
import { eq, github, run, sh, writtenBy } from '../index.ts';
import { computed, oneOf } from './step.ts';

const step = run(sh`echo`, {
  outputs: { lane: oneOf('a', 'b'), deep: computed(eq(github.event_name, 'push')), tag: writtenBy('tag.sh') },
});
eq(step.outputs.lane, 'a');
eq(step.outputs.deep, 'true');
// @ts-expect-error no such output
step.outputs.lanes;
// @ts-expect-error at least one value
oneOf();
// @ts-expect-error texts only
oneOf('a', 1);
// @ts-expect-error an expression
computed('a');
// @ts-expect-error not a declaration
run(sh`echo`, { outputs: { lane: 'a' } });
