/** What a client that comes back says it has: everything up to `seq`, as it was told in the server's life `epoch`. */
export interface ResumeRequest {
  readonly seq: number;
  readonly epoch: string;
}

/** Reads it from the address of a connection; null when the client says nothing of the kind. */
export function readResumeRequest(url: string): ResumeRequest | null {
  const { searchParams } = new URL(url, 'http://localhost');
  const seq = Number(searchParams.get('since') ?? Number.NaN);
  const epoch = searchParams.get('epoch');
  return Number.isSafeInteger(seq) && seq >= 0 && epoch !== null ? { seq, epoch } : null;
}
