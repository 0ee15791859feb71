/** How far an export is: entries that have arrived, of how many. */
export interface ExportProgress {
  done: number;
  total: number;
}

const lineFeed = 10;

/** Reads an export to its end, telling how far it is; both forms have one line for each entry. */
export async function readExport(
  response: Response,
  total: number,
  onProgress: (progress: ExportProgress) => void,
): Promise<Blob> {
  const parts: BlobPart[] = [];
  let done = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    parts.push(read.value);
    for (const byte of read.value) done += Number(byte === lineFeed);
    onProgress({ done: Math.min(done, total), total });
  }
  return new Blob(parts, { type: response.headers.get('content-type') ?? '' });
}
