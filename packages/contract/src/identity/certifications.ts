import type { Page } from '../core/pagination.ts';
import { type CertificationState, certificationState } from './employees.ts';

/** States that ask for somebody to do something. */
export type DueState = Exclude<CertificationState, 'valid'>;

/** A certification that has expired or soon will, with whose it is. */
export interface DueCertification {
  id: string;
  userId: string;
  personName: string;
  personColor: string;
  name: string;
  /** Its last day, ISO 8601. */
  expiresOn: string;
  state: DueState;
}

/** A page of them, the most urgent first, and how many there are of each. */
export interface DueCertifications extends Page<DueCertification> {
  counts: Record<DueState, number>;
}

/**
 * The most urgent state among certifications; null when none is due.
 * @param lastDays ISO 8601, null without end
 * @param today ISO 8601
 */
export function mostUrgent(lastDays: readonly (string | null)[], today: string): DueState | null {
  const states = lastDays.map((lastDay) => certificationState(lastDay, today));
  if (states.includes('expired')) return 'expired';
  return states.includes('expiring') ? 'expiring' : null;
}
