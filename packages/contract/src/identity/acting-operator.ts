/** The operator behind what a screen shows, for the banner that stands on it; instants are ISO 8601 in UTC. */
export interface ActingOperator {
  id: string;
  name: string;
  accessId: string;
  reason: string;
  endsAt: string;
  /** Set while they act as a person. */
  impersonation: { userName: string; reason: string; endsAt: string } | null;
}
