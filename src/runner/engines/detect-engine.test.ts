import { expect, test } from 'vitest';
import { PipelineError } from '../../diagnostics/index.ts';
import { detectEngine } from './detect-engine.ts';

test('takes what is named, before everything else', () => {
  const command = { PIPEWRIGHT_ENGINE: 'command', PIPEWRIGHT_COMMAND: '["my-cli", "{prompt}"]' };
  expect(detectEngine({ ...command, OLLAMA_HOST: 'localhost' }).choice).toEqual({
    engine: 'command',
    command: ['my-cli', '{prompt}'],
  });
  expect(detectEngine({ PIPEWRIGHT_ENGINE: 'llama', OLLAMA_HOST: 'x' }).choice).toEqual({ engine: 'llama' });
});

test('takes llama.cpp where nothing is named, with the model that is', () => {
  expect(detectEngine({})).toMatchObject({ choice: { engine: 'llama' }, modelPath: undefined });
  expect(detectEngine({ PIPEWRIGHT_MODEL_PATH: 'a.gguf' })).toMatchObject({
    choice: { engine: 'llama' },
    modelPath: 'a.gguf',
  });
  expect(detectEngine({ OLLAMA_HOST: '', PIPEWRIGHT_ENGINE: '' }).choice.engine).toBe('llama');
});

test.each([
  [{ OLLAMA_HOST: 'http://localhost:11434' }, /OLLAMA_HOST \(Ollama\).*no engine for it/],
  [{ OLLAMA_HOST: 'x', VLLM_API_URL: 'y' }, /OLLAMA_HOST \(Ollama\) and VLLM_API_URL \(vLLM\).*no engine for them/],
  [{ OLLAMA_HOST: 'x', PIPEWRIGHT_MODEL_PATH: 'a.gguf' }, /OLLAMA_HOST/],
  [{ PIPEWRIGHT_ENGINE: 'lama' }, /"lama", and there is no such engine/],
  [{ PIPEWRIGHT_ENGINE: 'scripted' }, /no such engine/],
  [{ PIPEWRIGHT_ENGINE: 'command' }, /PIPEWRIGHT_COMMAND is no command/],
  [{ PIPEWRIGHT_ENGINE: 'command', PIPEWRIGHT_COMMAND: 'my-cli {prompt}' }, /is no command/],
  [{ PIPEWRIGHT_ENGINE: 'command', PIPEWRIGHT_COMMAND: '[]' }, /is no command/],
])('says what is wrong with %j, and falls back on nothing', (environment, message) => {
  let error: unknown;
  try {
    detectEngine(environment);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(PipelineError);
  expect(error).toMatchObject({ message: expect.stringMatching(message), exitCode: 2 });
  expect((error as PipelineError).findings[0]?.hint).toBeTruthy();
});
