/**
 * Tells a credential that someone wrote out from one that stands for nothing.
 *
 * Sources: https://docs.github.com/code-security/reference/secret-security/supported-secret-scanning-patterns and
 * https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */

export interface Credential {
  /** What it is: "a GitHub token". */
  readonly name: string;
  /** Whether it opens something by itself. */
  readonly opens: boolean;
  /** Where it starts in the text. */
  readonly at: number;
}

const forms: readonly { readonly name: string; readonly form: RegExp; readonly opens?: false }[] = [
  { name: 'a GitHub token', form: /\bgh[pousr]_[A-Za-z0-9]{36,}\b/ },
  { name: 'a GitHub token', form: /\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{40,}\b/ },
  { name: 'a GitLab token', form: /\bglpat-[\w-]{20,}\b/ },
  // The name of a key, which is of use only with the key itself.
  { name: 'the id of an AWS access key', form: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, opens: false },
  { name: 'a Slack token', form: /\bxox[abeprs]-[A-Za-z0-9-]{20,}\b/ },
  { name: 'an npm token', form: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { name: 'a PyPI token', form: /\bpypi-[\w-]{50,}\b/ },
  { name: 'a Hugging Face token', form: /\bhf_[A-Za-z0-9]{34,}\b/ },
  { name: 'a key of OpenAI or Anthropic', form: /\bsk-(?:proj-|ant-|svcacct-)?[\w-]{40,}\b/ },
  { name: 'a Stripe key', form: /\b[rs]k_live_[A-Za-z0-9]{20,}\b/ },
  { name: 'a Google key', form: /\bAIza[\w-]{35}\b/ },
  { name: 'a private key', form: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{100,}/ },
];

/** The first credential in a text that has the form of one. */
export function credentialIn(text: string): Credential | undefined {
  for (const { name, form, opens = true } of forms) {
    const found = form.exec(text);
    if (found && isRandom(found[0])) return { name, at: found.index, opens };
  }
  return undefined;
}

const address = /\bhttps?:\/\/([\w.%+-]+):([^\s@/:'"`]{4,})@([\w-]+(?:\.[\w-]+)+)/;

/** An address with a password that is written out. */
export function passwordInAddress(text: string): Credential | undefined {
  const found = address.exec(text);
  const [, , password = '', host = ''] = found ?? [];
  if (!found || /[${}<>*]/.test(password) || isPlaceholder(password) || isExample(host)) return undefined;
  return { name: 'an address with a password', at: found.index, opens: false };
}

const isExample = (host: string): boolean =>
  /(?:^|\.)(?:example\.(?:com|org|net)|localhost|test|local|invalid)$|^\d+(?:\.\d+){3}$/i.test(host);

const example = /example|x{4}|0{6}|1234567|abcdef|dummy|fake|placeholder|your[-_]?|redacted|test[-_]?(?:token|key)/i;

/** Whether characters are as mixed as those of a generated secret. */
function isRandom(text: string): boolean {
  return !example.test(text) && new Set(text.replace(/^[a-z]+[-_]/i, '')).size >= 10;
}

const placeholder =
  /^(?:[*x.#-]+|<.*>|\[.*\]|null|none|true|false|\d{1,6}|.*(?:password|passwd|passw0rd|secret|token|changeme|change[-_]me|letmein|dummy|fake|test|example|sample|placeholder|demo|local|notused|not[-_]|unused|ignore|insecure|default|postgres|mysql|mariadb|mongo|redis|rabbit|minio|guest|root|admin|sa|user|foo|bar|hunter|qwerty|abc|1234).*)$/i;

/** Whether a value is one that everybody uses where none is needed. */
export const isPlaceholder = (value: string): boolean => placeholder.test(value.trim());

/** Whether a value may be a password: letters with digits or signs, and no path, address, name or expression. */
export const looksSecret = (value: string): boolean =>
  value.length >= 8 &&
  !isPlaceholder(value) &&
  !/\$\{\{|^\$|^[./~]|:\/\/|\s|^[A-Z][A-Z0-9_]*$/.test(value) &&
  /[A-Za-z]/.test(value) &&
  /\d/.test(value) &&
  new Set(value).size >= 6;
