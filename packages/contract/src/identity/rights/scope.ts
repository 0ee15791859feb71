import { z } from 'zod';

/**
 * How far a right reaches, from narrow to wide: the person's own records; those of their branches (and their own); all
 * of the company; all of every company that the person has entered. Each contains the ones before it.
 */
export const scopes = ['own', 'location', 'tenant', 'all'] as const;

/** One of {@link scopes}. */
export type Scope = (typeof scopes)[number];

/** A scope as it crosses a process. */
export const scopeSchema = z.enum(scopes);

/** Whether `scope` reaches at least as far as `other`. */
export function reachesAsFar(scope: Scope, other: Scope): boolean {
  return scopes.indexOf(scope) >= scopes.indexOf(other);
}
