const minute = 60 * 1000;
const hour = 60 * minute;
const day = 24 * hour;

/** Milliseconds without an edit after which a burst of editing is over. */
const burstEnd = 10 * minute;
/** Milliseconds after which a burst that goes on gets a version in between. */
const longestBurst = hour;

/** How far a document is, and how far its newest version (or its creation, before there is one). */
export interface Activity {
  sequence: number;
  editedAt: Date;
  newest: { sequence: number; createdAt: Date };
}

/** Whether a document is to get a version of its own accord: editing has paused, or goes on for an hour. */
export function isVersionDue({ sequence, editedAt, newest }: Activity, now: Date): boolean {
  if (sequence <= newest.sequence) return false;
  return ageAt(now, editedAt) >= burstEnd || ageAt(now, newest.createdAt) >= longestBurst;
}

interface AutomaticVersion {
  id: string;
  createdAt: Date;
}

/** Up to which age so many milliseconds share one version: all of the last day, then one each hour, day and week. */
const steps = [
  { until: day, period: 0 },
  { until: 7 * day, period: hour },
  { until: 30 * day, period: day },
  { until: 365 * day, period: 7 * day },
];

/**
 * Ids of the automatic versions that are no longer worth their room: of each period the newest stays, and none is older than
 * a year. The boundaries are those of the clock, so that the same versions are chosen whenever it is asked.
 */
export function versionsToThin(versions: readonly AutomaticVersion[], now: Date): string[] {
  const taken = new Set<string>();
  const newestFirst = versions.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  return newestFirst.filter((version) => !isKept(version, now, taken)).map(({ id }) => id);
}

function isKept({ createdAt }: AutomaticVersion, now: Date, taken: Set<string>): boolean {
  const step = steps.find(({ until }) => ageAt(now, createdAt) < until);
  if (!step) return false;
  if (step.period === 0) return true;
  const place = `${step.period} ${Math.floor(createdAt.getTime() / step.period)}`;
  const isNewest = !taken.has(place);
  taken.add(place);
  return isNewest;
}

const ageAt = (now: Date, then: Date) => now.getTime() - then.getTime();
