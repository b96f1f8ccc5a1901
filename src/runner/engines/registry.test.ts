import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { inferenceOptionsSchema } from '../../contract/suite-options.ts';
import { createEngine, type EngineChoice, engineNames, engines } from './registry.ts';

const choices: Readonly<Record<keyof typeof engines, EngineChoice>> = {
  llama: { engine: 'llama' },
  command: { engine: 'command', command: ['my-cli'] },
  scripted: { engine: 'scripted', answers: ['hello'] },
};

test.each(Object.values(choices))('$engine has a file under its name, and is made by it', ({ engine }) => {
  expect(existsSync(fileURLToPath(new URL(`${engine}.ts`, import.meta.url)))).toBe(true);
  expect(createEngine(choices[engine]).name).toBe(engine);
});

test('has a line for each engine, and people may name those of the contract', () => {
  expect(Object.keys(engines).sort()).toEqual(Object.keys(choices).sort());
  expect(inferenceOptionsSchema.shape.engine.unwrap().options).toEqual([...engineNames]);
});
