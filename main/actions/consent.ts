import { createHash } from 'node:crypto';
import type { ActionPlan } from '../../app/model/action.ts';

/** Names a plan by all it says: SHA-256 over it, keys in their order. Two plans of one name say the same. */
export function consentFor(plan: Omit<ActionPlan, 'consent'>): string {
  return createHash('sha256')
    .update(JSON.stringify(ordered(plan)))
    .digest('hex');
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner)]));
}
