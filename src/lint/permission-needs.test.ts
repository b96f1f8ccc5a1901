/** What steps need of the token. */
import { describe, expect, it } from 'vitest';
import type { RunStep, UsesStep } from '../model/index.ts';
import { isOpen, permissionNeeds } from './permission-needs.ts';

const script = (run: string, env?: RunStep['env']): RunStep => ({ kind: 'run', run, env });
const action = (uses: string, given?: UsesStep['with']): UsesStep => ({
  kind: 'uses',
  uses: `${uses}@v1`,
  with: given,
});
const own = { GH_TOKEN: '${{ github.token }}' };
const needs = (step: RunStep | UsesStep, around: readonly unknown[] = []): string[] =>
  permissionNeeds(step, around).map(({ scope, level, certainty }) => `${certainty} ${scope}: ${level}`);

describe('permissionNeeds', () => {
  it.each([
    ['git push', ['must contents: write']],
    ['git add . && git -C site push --tags origin main', ['must contents: write']],
    ['git push "$REMOTE"', ['may contents: write']],
    ['git push https://example.org/a.git', ['may contents: write']],
    ['echo git push', []],
    ['npm publish --provenance', ['must id-token: write', 'may id-token: write', 'may packages: write']],
    ['npm ci && npm test', []],
    ['docker push ghcr.io/octo/app', ['may packages: write']],
  ])('of the script %j are %j', (run, expected) => {
    expect(needs(script(run))).toEqual(expected);
  });

  it('of gh depend on its token', () => {
    const create = 'gh release create v1';
    expect(needs(script(create, own))).toEqual(['must contents: write']);
    expect(needs(script(create), [own])).toEqual(['must contents: write']);
    expect(needs(script(create, { GH_TOKEN: '${{ secrets.PAT }}' }), [own])).toEqual([]);
    expect(needs(script(create, { GH_TOKEN: '${{ secrets.PAT || github.token }}' }))).toEqual(['may contents: write']);
    expect(needs(script(create))).toEqual(['may contents: write']);
  });

  it('of an action depend on its inputs', () => {
    const login = 'aws-actions/configure-aws-credentials';
    expect(needs(action(login, { 'role-to-assume': 'a' }))).toEqual(['must id-token: write']);
    expect(needs(action(login, { 'role-to-assume': 'a', 'aws-access-key-id': 'b' }))).toEqual([]);
    expect(needs(action(login, { 'aws-access-key-id': 'b' }))).toEqual([]);
    const release = 'softprops/action-gh-release';
    expect(needs(action(release))).toEqual(['must contents: write']);
    expect(needs(action(release, { token: '${{ secrets.PAT }}' }))).toEqual([]);
    expect(needs(action(release, { token: '${{ secrets.GITHUB_TOKEN }}' }))).toEqual(['must contents: write']);
    expect(needs(action('GitHub/CodeQL-Action/analyze'))).toEqual(['should security-events: write']);
    expect(needs(action('octo/tool'))).toEqual([]);
  });

  it('say where in the script, and what for', () => {
    expect(permissionNeeds(script('make\ngit push'))).toEqual([
      { scope: 'contents', level: 'write', reason: 'pushes with git', certainty: 'must', at: 5 },
    ]);
  });
});

describe('isOpen', () => {
  it.each([
    ['npm ci && npm test', false],
    ['make', false],
    ['make release', true],
    ['./build.sh', true],
    ['python tools/release.py', true],
    ['npx semantic-release', true],
  ])('of the script %j is %j', (run, expected) => {
    expect(isOpen(script(run))).toBe(expected);
  });

  it('of a script with the token is what its programs are', () => {
    expect(isOpen(script('gh pr list | jq .', own))).toBe(false);
    expect(isOpen(script('gh api -X POST repos/octo/app/issues', own))).toBe(true);
    expect(isOpen(script('curl https://api.github.com', own))).toBe(true);
    expect(isOpen(script('curl https://api.github.com'))).toBe(false);
    expect(isOpen(script('curl https://api.github.com'), [own])).toBe(true);
  });

  it('of an action is whether nobody knows it', () => {
    expect(isOpen(action('actions/cache/restore'))).toBe(false);
    expect(isOpen(action('actions/github-script'))).toBe(true);
    expect(isOpen(action('octo/tool'))).toBe(true);
    expect(isOpen({ kind: 'uses', uses: './.github/actions/setup' })).toBe(true);
  });
});
