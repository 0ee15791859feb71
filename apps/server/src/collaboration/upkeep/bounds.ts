/** Whose documents a thread follows: those of these companies only, or all others. */
export interface UpkeepScope {
  readonly only: boolean;
  readonly tenantIds: ReadonlySet<string>;
}

/** Which documents a thread follows when it starts. */
export interface UpkeepBounds {
  readonly scope: UpkeepScope;
  /** Documents that are left alone, each until a moment in milliseconds since 1970. */
  readonly leftOut: ReadonlyMap<string, number>;
}
