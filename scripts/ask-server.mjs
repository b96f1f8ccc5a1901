#!/usr/bin/env node
/**
 * Asks a server with the API of OpenAI for one answer: the prompt comes on standard input, the answer goes to
 * standard output. A second argument is what the model is told before. Plain JavaScript, because it starts anew for
 * every answer.
 *
 * @example
 * echo 'list all files' | node scripts/ask-server.mjs http://127.0.0.1:8080
 */
import { text } from 'node:stream/consumers';

const fail = (message) => {
  process.stderr.write(`ask-server: ${message}\n`);
  process.exit(1);
};

const [server, instructions] = process.argv.slice(2);
if (!URL.canParse(server ?? '')) fail('name the server, as in http://127.0.0.1:8080');

const response = await fetch(new URL('/v1/chat/completions', server), {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    messages: [
      ...(instructions ? [{ role: 'system', content: instructions }] : []),
      { role: 'user', content: await text(process.stdin) },
    ],
    temperature: 0,
    max_tokens: 256,
  }),
}).catch((error) => fail(`${server} does not answer: ${error.cause?.message ?? error.message}`));
const body = await response.text();
if (!response.ok) fail(`${response.status} ${body.slice(0, 300)}`);
const answer = parse(body)?.choices?.[0]?.message?.content;
if (typeof answer !== 'string') fail(`no answer in ${body.slice(0, 300)}`);
process.stdout.write(answer);

function parse(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
