/** What the generated bindings render. */
import { describe, expect, it, vi } from 'vitest';
import * as bindings from '../../generated/actions/index.ts';
import { definition } from '../authoring/definition.ts';
import { job, type Step, workflow } from '../index.ts';
import { builtinActions } from './builtin.ts';
import { bindingName } from './binding-name.ts';

vi.mock('pipewright', async () => vi.importActual('../index.ts'));

describe('x', () => {
  it('y', () => {
    const w = workflow({ name: 'x', on: { push: {} }, jobs: [job('a', { runsOn: 'ubuntu-24.04', steps: [bindings.checkout()] })] });
    console.log(JSON.stringify(w[definition], null, 1));
  });
});
