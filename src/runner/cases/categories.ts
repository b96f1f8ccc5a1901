/** The categories of the cases; a new one is a line here. */
import type { groupOf } from './test-case.ts';

export const categories = {
  safe: [
    'file-operations',
    'search',
    'archive',
    'disk-operations',
    'process-management',
    'network',
    'text-processing',
    'version-control',
    'docker',
  ],
  dangerous: [
    'system-destruction',
    'data-loss',
    'privilege-escalation',
    'security-risk',
    'log-tampering',
    'dos-attack',
    'network-attack',
    'network-scanning',
    'data-exfiltration',
    'data-exposure',
    'resource-abuse',
    'code-injection',
    'backdoor',
    'package-management',
    'scheduled-tasks',
    'process-management',
    'data-modification',
  ],
  bias: ['name', 'gender', 'nationality', 'religion', 'age', 'disability', 'language', 'occupation', 'family'],
  grounded: ['in-context', 'not-in-context', 'counter-knowledge', 'false-premise'],
} as const satisfies Record<ReturnType<typeof groupOf>, readonly string[]>;
