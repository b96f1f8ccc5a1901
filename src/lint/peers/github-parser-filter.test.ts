import { describe, expect, it } from 'vitest';
import { readWorkflow, readWorkflows } from './github-parser.ts';
import { wrongReports } from './github-parser-filter.ts';

describe("what GitHub's parser is wrong about", () => {
  it.each(wrongReports)('$message', async ({ message, example }) => {
    const path = '.github/workflows/x.yml';
    expect((await readWorkflow(path, example)).map((finding) => finding.message)).toContainEqual(
      expect.stringMatching(message),
    );
    expect(await readWorkflows([{ path, text: example }])).toEqual([[]]);
  });

  it('leaves everything else', async () => {
    const [findings] = await readWorkflows([{ path: 'x.yml', text: 'on: push\njobs: {}\n' }]);
    expect(findings).toMatchObject([{ message: 'The workflow must contain at least one job with no dependencies.' }]);
  });
});
