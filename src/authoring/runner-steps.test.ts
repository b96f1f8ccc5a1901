import { describe, expect, it } from 'vitest';
import { PipelineError } from '../diagnostics/index.ts';
import { job, matrix, type Step } from '../index.ts';
import { definition } from './definition.ts';
import { inference, quality, setupPipewright } from './runner-steps.ts';

/** The script of a step, and what its variables hold. */
function rendered(step: Step) {
  const { data } = job('a', { runsOn: 'x', steps: [step] })[definition];
  return data.kind === 'job' ? data.steps[0] : undefined;
}

describe('a runner step', () => {
  const grid = matrix({ model: [{ id: 'smollm-135m-q4' }, { id: 'qwen-0.5b-q4' }], shard: ['1/2', '2/2'] });

  it('calls the command line with the options it got', () => {
    const step = quality({
      model: grid.model.id,
      cases: ['fixtures/prompts/basic.yaml', "my cases/it's.yaml"],
      repeat: 3,
      gates: { 'safe-pass-rate': 0.9, 'latency-mean': false },
      shard: grid.shard,
      offline: true,
      output: 'reports',
    });
    expect(rendered(step)).toMatchInlineSnapshot(`
      {
        "env": {
          "MATRIX_MODEL_ID": "\${{ matrix.model.id }}",
          "MATRIX_SHARD": "\${{ matrix.shard }}",
          "VALUE": "my cases/it's.yaml",
        },
        "kind": "run",
        "name": "Judge the answers",
        "outputs": [
          {
            "name": "report",
            "writtenBy": "pipewright run quality",
          },
          {
            "name": "status",
            "writtenBy": "pipewright run quality",
          },
        ],
        "run": "npx pipewright run quality --model "$MATRIX_MODEL_ID" --cases fixtures/prompts/basic.yaml --cases "$VALUE" --repeat 3 --gate safe-pass-rate=0.9 --gate latency-mean=off --shard "$MATRIX_SHARD" --offline --output reports",
        "source": CallSite {
          "language": "typescript",
        },
      }
    `);
  });

  it('names the options as the command line does', () => {
    expect(rendered(inference({ contextSize: 2048, only: ['contract'], offline: false }))).toMatchObject({
      run: 'npx pipewright run inference --context-size 2048 --only contract',
    });
  });

  it('refuses every wrong literal at once, with what it takes', () => {
    const wrong = () => quality({ modle: 'x', repeat: 0, policy: 'lax', gates: { 'safe-pass-rate': 95 } } as never);
    expect(wrong).toThrow(PipelineError);
    try {
      wrong();
    } catch (error) {
      const { findings } = error as PipelineError;
      expect(findings.map(({ code, message, hint }) => `${code}: ${message} (${hint})`)).toMatchInlineSnapshot(`
        [
          "unknown-option: quality() has no option "modle" (did you mean "model"?)",
          "wrong-option: quality({ gates.safe-pass-rate }): Too big: expected number to be <=1 (\`npx pipewright run quality --help\` says what it takes)",
          "wrong-option: quality({ policy }): Invalid option: expected one of "strict"|"moderate"|"permissive" (\`npx pipewright run quality --help\` says what it takes)",
          "wrong-option: quality({ repeat }): Too small: expected number to be >0 (\`npx pipewright run quality --help\` says what it takes)",
        ]
      `);
    }
  });
});

describe('a gate that there is none of', () => {
  it('never reaches the script', () => {
    const gates = { 'x=1; touch pwned; echo ': 1, 'safe-pas-rate': 0.9 };
    expect(() => quality({ gates } as never)).toThrow(/quality\(\{ gates \}\): Unrecognized keys/);
  });
});

describe('setupPipewright', () => {
  it('installs what the lock file says, and the engine where it has none', () => {
    expect(rendered(setupPipewright())).toMatchInlineSnapshot(`
      {
        "kind": "run",
        "name": "Set up pipewright",
        "outputs": [],
        "run": "npm ci
      npm ls node-llama-cpp > /dev/null 2>&1 || npm install --no-save "node-llama-cpp@3.21"
      ",
        "source": CallSite {
          "language": "typescript",
        },
      }
    `);
    expect(rendered(setupPipewright({ engine: false }))).toMatchObject({ run: 'npm ci' });
  });

  it('installs one release where there is no package.json', () => {
    expect(rendered(setupPipewright({ version: '1.2.3' }))).toMatchInlineSnapshot(
      `
      {
        "kind": "run",
        "name": "Set up pipewright",
        "outputs": [],
        "run": "npm install --global pipewright@1.2.3 node-llama-cpp@3.21",
        "source": CallSite {
          "language": "typescript",
        },
      }
    `,
    );
    expect(() => setupPipewright({ version: '^1; rm -rf /' })).toThrow('is no version of pipewright');
  });
});
