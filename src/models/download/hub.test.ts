import { describe, expect, it } from 'vitest';
import { PipelineError } from '../../diagnostics/index.ts';
import { tiny } from '../testing/temporary-cache.ts';
import { displayUrl, fileUrl, hubOf, isLoopback } from './hub.ts';

describe('hubOf', () => {
  it('is Hugging Face, with the token for it', () => {
    expect(hubOf({}).endpoint.href).toBe('https://huggingface.co/');
    expect(hubOf({}).token).toBeUndefined();
    expect(hubOf({ HF_TOKEN: ' hf_a\n', HUGGING_FACE_HUB_TOKEN: 'hf_b' })).toMatchObject({
      token: 'hf_a',
      tokenVariable: 'HF_TOKEN',
    });
    expect(hubOf({ HUGGING_FACE_HUB_TOKEN: 'hf_b' }).token).toBe('hf_b');
  });

  it('or a mirror, which never gets the token of the hub', () => {
    const hub = hubOf({ PIPEWRIGHT_MIRROR: 'https://mirror.example.org/hf/', HF_TOKEN: 'hf_a' });
    expect(hub.token).toBeUndefined();
    expect(fileUrl(hub, tiny, 'refs/pr/1').href).toBe(
      'https://mirror.example.org/hf/octo/tiny-gguf/resolve/refs%2Fpr%2F1/tiny.Q8_0.gguf',
    );
    const own = { PIPEWRIGHT_MIRROR: 'http://mirror.example.org', HF_TOKEN: 'hf_a', PIPEWRIGHT_MIRROR_TOKEN: 'm' };
    expect(hubOf(own).token).toBe('m');
  });

  it.each([
    [{ PIPEWRIGHT_MIRROR: 'mirror.example.org' }, 'PIPEWRIGHT_MIRROR must be an address with http or https'],
    [{ PIPEWRIGHT_MIRROR: 'file:///models' }, 'PIPEWRIGHT_MIRROR must be an address with http or https'],
    [{ PIPEWRIGHT_MIRROR: 'https://me:hunter2@x.org' }, 'PIPEWRIGHT_MIRROR must not hold a password'],
    [{ PIPEWRIGHT_MIRROR: 'https://x.org/?key=hunter2' }, 'PIPEWRIGHT_MIRROR must end with its path'],
    [{ HF_TOKEN: 'hf_hunter2\r\nx: y' }, 'HF_TOKEN holds characters that no token has'],
  ])('refuses %j without repeating it', (env, message) => {
    expect(() => hubOf(env)).toThrow(PipelineError);
    expect(() => hubOf(env)).toThrow(message);
    expect(() => hubOf(env)).not.toThrow('hunter2');
  });
});

describe('addresses', () => {
  it('are shown without the secrets of their query', () => {
    expect(displayUrl(new URL('https://u:p@x.org/a?signature=s#f'))).toBe('https://x.org/a');
  });

  it.each([
    ['http://127.0.0.1:1', true],
    ['http://localhost', true],
    ['http://[::1]:1', true],
    ['http://127.0.0.1.example.org', false],
    ['http://10.0.0.1', false],
  ])('%s is of this machine: %s', (url, expected) => {
    expect(isLoopback(new URL(url))).toBe(expected);
  });
});
