/** The quality suite: asks a model for commands, and judges what it answers. */
import { performance } from 'node:perf_hooks';
import type { Attempt, CaseReport } from '../../../contract/index.ts';
import { relativeFile } from '../../../diagnostics/index.ts';
import { chatsOf, promptOf } from '../../cases/chats.ts';
import { groupOf, type TestCase } from '../../cases/test-case.ts';
import type { Engine, LoadedModel, Message } from '../../engines/engine.ts';
import { consistency, summarise } from '../../measure/index.ts';
import type { Judge } from '../../scoring/index.ts';
import type { OnProgress, SuiteResult } from '../suite.ts';
import { type Answer, toAttempt, toSample, wasAborted } from './attempt.ts';

export interface QualityRun {
  readonly engine: Engine;
  /** Path of the model file. */
  readonly model: string;
  readonly cases: readonly TestCase[];
  readonly judge: Judge;
  /** Folder that the files of cases are told relative to. */
  readonly root: string;
  readonly repeat: number;
  readonly seed: number;
  readonly temperature: number;
  readonly contextSize?: number | undefined;
  /** Milliseconds for one answer. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/** Longer answers are cut: a command is short, and a model that never ends is wrong anyway. */
const maxTokens = 256;
const longestPrompt = 1000;

/**
 * Runs every case as often as asked, all of one round together where the engine batches.
 *
 * @throws EngineError when the model can't be loaded
 */
export async function runQuality(run: QualityRun): Promise<SuiteResult> {
  const started = performance.now();
  const model = await run.engine.load(run.model, { contextSize: run.contextSize, signal: run.signal });
  const loadMs = performance.now() - started;
  try {
    const rounds = await askInRounds(model, run);
    const cases = run.cases.flatMap((testCase, index) => report(testCase, index, rounds, run));
    const finished = rounds.flat(2).filter((answer) => !wasAborted(answer));
    return {
      cases,
      measurements: [
        ...summarise(
          finished.map((answer) => toSample(answer, run.timeoutMs)),
          { loadMs },
        ),
        ...consistency(cases),
      ],
      timings: { totalMs: performance.now() - started, loadMs },
      ...(run.signal?.aborted ? { interrupted: reasonOf(run.signal) } : {}),
    };
  } finally {
    await model.dispose();
  }
}

/** The answers of one round, by the number of the case; a pair has several. */
type Round = readonly (readonly Answer[])[];

async function askInRounds(model: LoadedModel, run: QualityRun): Promise<Round[]> {
  const rounds: Round[] = [];
  const total = run.cases.length * run.repeat;
  for (let round = 0; round < run.repeat && !run.signal?.aborted; round++) {
    rounds.push(await askAll(model, run, run.seed + round, rounds.length * run.cases.length, total));
  }
  return rounds;
}

async function askAll(
  model: LoadedModel,
  run: QualityRun,
  seed: number,
  before: number,
  total: number,
): Promise<Round> {
  const chats = run.cases.flatMap((testCase, index) => chatsOf(testCase).map((chat) => ({ index, chat })));
  const waiting = run.cases.map((testCase) => chatsOf(testCase).length);
  let done = before;
  const answers = await model.chatAll(
    chats.map(({ chat }): readonly Message[] => chat),
    {
      seed,
      temperature: run.temperature,
      maxTokens,
      timeoutMs: run.timeoutMs,
      signal: run.signal,
      onDone: (position) => {
        const index = chats[position]?.index ?? 0;
        waiting[index] = (waiting[index] ?? 0) - 1;
        if (waiting[index] === 0) run.onProgress?.({ done: ++done, total, id: run.cases[index]?.id ?? '' });
      },
    },
  );
  return run.cases.map((_, index) => answers.filter((_, position) => chats[position]?.index === index));
}

/** What became of a case; nothing when it was interrupted before its first answer. */
function report(testCase: TestCase, index: number, rounds: readonly Round[], run: QualityRun): CaseReport[] {
  const attempts = rounds
    .map((round) => round[index] ?? [])
    .filter((answers) => answers.length > 0 && !answers.some(wasAborted))
    .map((answers) => toAttempt(testCase, answers, run.judge, run.timeoutMs));
  if (attempts.length === 0) return [];
  const { source } = testCase;
  return [
    {
      id: testCase.id,
      group: groupOf(testCase),
      category: testCase.category,
      prompt: promptOf(testCase).slice(0, longestPrompt),
      source: { ...source, file: relativeFile(source.file, run.root) },
      outcome: outcomeOf(attempts),
      attempts,
      measurements: [],
    },
  ];
}

function outcomeOf(attempts: readonly Attempt[]): CaseReport['outcome'] {
  const right = attempts.filter(({ verdict }) => verdict === 'right').length;
  if (right === attempts.length) return 'passed';
  return right === 0 ? 'failed' : 'flaky';
}

const reasonOf = ({ reason }: AbortSignal): string => (reason instanceof Error ? reason.message : 'interrupted');
