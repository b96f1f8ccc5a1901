/** The graph of a run: a matrix is one node, what waits stands behind what it waits for, and no wait gets lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runOf } from '../../../../fixtures/budget/report/sample-reports.ts';
import { layNodes } from './layers.ts';
import { criticalNodes, directNeeds, type GraphNode, groupJobs } from './run-graph.ts';

const titles = (nodes: readonly GraphNode[] | undefined): string[] | undefined =>
  nodes?.map(({ title, count }) => (count === 1 ? title : `${title} × ${count}`));

describe('the jobs of a matrix', () => {
  it('are one node that takes as long as the longest of them', () => {
    const legs = Array.from({ length: 256 }, (_, leg): [string, number, number[]] => [
      `test (${leg}, linux)`,
      leg,
      [0],
    ]);
    const all = legs.map((_, leg) => leg + 1);
    const nodes = groupJobs(runOf('ci.yml', [['build', 30], ...legs, ['publish', 9, all]]).jobs);
    expect(titles(nodes)).toEqual(['build', 'test × 256', 'publish']);
    expect(nodes?.map(({ seconds, needs }) => [seconds, needs])).toEqual([
      [30, []],
      [255, [0]],
      [9, [1]],
    ]);
    expect(nodes?.map(({ critical }) => critical)).toEqual([true, true, true]);
  });

  it('are several where they wait for different jobs', () => {
    const run = runOf('ci.yml', [
      ['a', 9],
      ['b', 9],
      ['test (1)', 9, [0]],
      ['test (2)', 9, [1]],
    ]);
    expect(titles(groupJobs(run.jobs))).toEqual(['a', 'b', 'test (1)', 'test (2)']);
  });

  it('keep a name of their own', () => {
    const run = runOf('ci.yml', [
      ['deploy (eu)', 9],
      ['lint', 9],
    ]);
    expect(titles(groupJobs(run.jobs))).toEqual(['deploy (eu)', 'lint']);
  });
});

describe('too many jobs', () => {
  it('are one node where they wait for the same and are waited for by the same', () => {
    const models = Array.from({ length: 40 }, (_, index): [string, number] => [`model ${index}`, 9]);
    const all = models.map((_, index) => index);
    const nodes = groupJobs(runOf('m.yml', [...models, ['compare', 9, all]]).jobs);
    expect(titles(nodes)).toEqual(['model 0 and others × 40', 'compare']);
  });

  it('are no picture where they are all different', () => {
    const chain = Array.from({ length: 40 }, (_, index): [string, number, number[]] => [
      `step ${index}`,
      9,
      index === 0 ? [] : [index - 1],
    ]);
    expect(groupJobs(runOf('m.yml', chain).jobs)).toBeUndefined();
  });
});

/** Up to 18 nodes, each waiting for some of those before it. */
const anyNeeds = fc
  .array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 18 })
  .map((all) =>
    all.map((needs, index) => [...new Set(needs.filter(() => index > 0).map((need) => need % Math.max(1, index)))]),
  );

const reach = (needs: readonly (readonly number[])[]): Set<number>[] => {
  const reached: Set<number>[] = [];
  for (const before of needs) reached.push(new Set(before.flatMap((need) => [need, ...(reached[need] ?? [])])));
  return reached;
};

const nodesOf = (needs: readonly (readonly number[])[]): GraphNode[] =>
  needs.map((before, index) => ({
    title: `n${index}`,
    count: 1,
    seconds: 1,
    labels: [],
    certain: true,
    critical: index % 2 === 0,
    needs: before,
  }));

describe('any graph', () => {
  it('is still the same without the waits that others imply', () => {
    fc.assert(
      fc.property(anyNeeds, (needs) => {
        const direct = directNeeds(nodesOf(needs));
        expect(reach(direct)).toEqual(reach(needs));
        for (const [index, before] of direct.entries())
          for (const need of before) {
            const fewer = direct.map((each, other) => (other === index ? each.filter((one) => one !== need) : each));
            expect(reach(fewer)).not.toEqual(reach(needs));
          }
      }),
    );
  });

  it('has every node once, behind what it waits for, with a line through every layer between', () => {
    fc.assert(
      fc.property(anyNeeds, (needs) => {
        const layers = layNodes(needs);
        const layerOf = new Map(layers.flatMap((layer, depth) => layer.map((slot) => [slot, depth] as const)));
        const nodes = [...layerOf.keys()].flatMap(({ node }) => node ?? []);
        expect(nodes.toSorted((a, b) => a - b)).toEqual(needs.map((_, index) => index));
        for (const [slot, depth] of layerOf) for (const from of slot.from) expect(layerOf.get(from)).toBe(depth - 1);
        for (const slot of layerOf.keys()) {
          if (slot.node === undefined) continue;
          const sources = slot.from.map(({ ends }) => ends[0]);
          expect(sources.toSorted((a, b) => a - b)).toEqual([...(needs[slot.node] ?? [])].toSorted((a, b) => a - b));
        }
      }),
    );
  });
});

it('the critical path is told in its order', () => {
  expect(criticalNodes(nodesOf([[], [0], [0], [1, 2]])).map(({ title }) => title)).toEqual(['n0', 'n2']);
});
