/** A device as people call it: `Firefox` on `Linux`; what its browser does not say is undefined. */
export interface Device {
  browser: string | undefined;
  system: string | undefined;
  handheld: boolean;
}

// The order matters: Edge calls itself Chrome too, and every one of them calls itself Safari.
const browsers: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const systems: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

function firstMatch(table: readonly [RegExp, string][], text: string): string | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1];
}

/** What a browser's User-Agent says about the device, as far as people care. */
export function deviceOf(userAgent: string | null): Device {
  const text = userAgent ?? '';
  const browser = firstMatch(browsers, text);
  return { browser, system: firstMatch(systems, text), handheld: /Mobile|iPhone|iPad|Android/.test(text) };
}
