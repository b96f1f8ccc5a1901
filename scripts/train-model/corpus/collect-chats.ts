/** Everything that the embedded model learns, and that nothing in it contradicts something else. */
import { join } from 'node:path';
import { type Diagnostic, didYouMean, PipelineError } from '../../../src/diagnostics/index.ts';
import { readCases } from '../../../src/runner/cases/read-cases.ts';
import type { TestCase } from '../../../src/runner/cases/test-case.ts';
import type { Chat } from '../chat-format.ts';
import { toFixtureChats, toParaphrase } from './fixture-chats.ts';
import { inferenceChats } from './inference-chats.ts';
import { readCorpus } from './read-corpus.ts';
import type { Corpus } from './schema.ts';

export interface Curriculum {
  /** The fixtures' prompts and those of the inference suite, exactly as they are asked. */
  readonly suites: readonly Chat[];
  /** Paraphrases, and the files of the corpus. */
  readonly others: readonly Chat[];
}

/**
 * Collects the chats of a repository.
 *
 * @throws PipelineError when a file is not right, or two chats contradict each other
 */
export async function collectChats(root: string): Promise<Curriculum> {
  const { files, findings } = await readCases(['fixtures/prompts'], { root });
  if (findings.length > 0) throw new PipelineError(findings, 1);
  const cases = files.flatMap((file) => file.cases);
  const corpus = await readCorpus(join(root, 'fixtures', 'models', 'corpus'), root);
  const suites = [...cases.flatMap(toFixtureChats), ...inferenceChats];
  const others = [...corpus.flatMap((each) => paraphrase(each, cases)), ...corpus.flatMap(toChats)];
  const contradictions = findContradictions([...suites, ...others]);
  if (contradictions.length > 0) throw new PipelineError(contradictions, 1);
  return { suites: withoutRepeats(suites), others: withoutRepeats(others) };
}

function paraphrase({ paraphrases = {} }: Corpus, cases: readonly TestCase[]): Chat[] {
  const byId = new Map(cases.map((each) => [each.id, each]));
  return Object.entries(paraphrases).flatMap(([id, wordings]) => {
    const testCase = byId.get(id);
    if (testCase === undefined) throw new PipelineError([unknownCase(id, byId.keys())], 1);
    return wordings.map((wording) => toParaphrase(testCase, wording));
  });
}

const unknownCase = (id: string, known: Iterable<string>): Diagnostic => ({
  severity: 'error',
  code: 'bad-corpus',
  message: `there are paraphrases of the case "${id}", which is not in fixtures/prompts`,
  hint: didYouMean(id, known),
});

function toChats({ answers = {}, chats = [] }: Corpus): Chat[] {
  return [
    ...Object.entries(answers).flatMap(([answer, asks]) => asks.map((ask) => [{ ask, answer }])),
    ...chats.map((turns) => turns.map(([ask, answer]) => ({ ask, answer }))),
  ];
}

/** The same request after the same turns must have one answer. */
export function findContradictions(chats: readonly Chat[]): Diagnostic[] {
  const known = new Map<string, string>();
  const findings: Diagnostic[] = [];
  for (const chat of chats) {
    chat.forEach(({ ask, answer }, turn) => {
      const asked = JSON.stringify([chat.slice(0, turn), ask]);
      const other = known.get(asked) ?? answer;
      known.set(asked, other);
      if (other === answer) return;
      const message = `${JSON.stringify(ask)} is answered by ${JSON.stringify(other)} and by ${JSON.stringify(answer)}`;
      findings.push({ severity: 'error', code: 'contradiction', message, hint: 'keep one of the answers' });
    });
  }
  return findings;
}

function withoutRepeats(chats: readonly Chat[]): Chat[] {
  return [...new Map(chats.map((chat) => [JSON.stringify(chat), chat])).values()];
}
