/** A run of text that two versions share, or that only one of them has. */
export interface TextRun {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Above this many word pairs a change is shown as one replacement: comparing them would take too long. */
const MAX_PAIRS = 1_000_000;

/** What changed from one text to the next, word by word. */
export function diffText(from: string, to: string): TextRun[] {
  const [a, b] = [words(from), words(to)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return joined([
    { kind: 'same', text: a.slice(0, start).join('') },
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    { kind: 'same', text: a.slice(a.length - end).join('') },
  ]);
}

function words(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];
}

function middle(a: string[], b: string[]): TextRun[] {
  if (a.length * b.length > MAX_PAIRS) {
    return [
      { kind: 'removed', text: a.join('') },
      { kind: 'added', text: b.join('') },
    ];
  }
  return walk(a, b, commonLengths(a, b));
}

/** Row i, column j: the length of the longest common subsequence of a from i and b from j. */
function commonLengths(a: string[], b: string[]): Uint32Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const length = a[i] === b[j] ? at(rows, i + 1, j + 1) + 1 : Math.max(at(rows, i + 1, j), at(rows, i, j + 1));
      rows[i]?.fill(length, j, j + 1);
    }
  }
  return rows;
}

function at(rows: Uint32Array[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}

function walk(a: string[], b: string[], rows: Uint32Array[]): TextRun[] {
  const runs: TextRun[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && a[i] === b[j]) {
      runs.push({ kind: 'same', text: a[i++] ?? '' });
      j++;
    } else if (i < a.length && at(rows, i + 1, j) >= at(rows, i, j + 1)) {
      runs.push({ kind: 'removed', text: a[i++] ?? '' });
    } else {
      runs.push({ kind: 'added', text: b[j++] ?? '' });
    }
  }
  return runs;
}

function joined(runs: TextRun[]): TextRun[] {
  const result: TextRun[] = [];
  for (const run of runs) {
    const last = result.at(-1);
    if (!run.text) continue;
    if (last?.kind === run.kind) last.text += run.text;
    else result.push({ ...run });
  }
  return result;
}
