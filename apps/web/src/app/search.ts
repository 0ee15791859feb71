type Raw = Record<string, unknown>;

function text(value: unknown): string | undefined {
  if (typeof value === 'number') return value.toString();
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Reads the named text parameters of an address; anything else in it is dropped. */
export function textSearch<Name extends string>(...names: Name[]): (raw: Raw) => { [Key in Name]?: string } {
  return (raw) => {
    const search: { [Key in Name]?: string } = {};
    for (const name of names) {
      const value = text(raw[name]);
      if (value !== undefined) search[name] = value;
    }
    return search;
  };
}
