/** Three base64 readings of a text, since what stands before it decides where the groups of three bytes begin. */
function base64Of(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    // The first and the last group also hold bits of the neighbours.
    const own = encoded.slice(shift === 0 ? 0 : 4, Math.floor((shift + bytes.length) / 3) * 4);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** How a text may stand in a database without being hidden: as it is, in hexadecimal, in base64, or escaped in JSON. */
export function encodingsOf(text: string): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const hex = bytes.toString('hex');
  const all = [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text), hex, hex.toUpperCase()];
  const wide = Buffer.from(text, 'utf16le').toString('hex');
  return [...new Set([...all, wide, ...base64Of(bytes)])];
}
