/**
 * The text of a file: UTF-8, or UTF-16 that says so; a sheet that is neither is read as windows-1251, as Excel writes it in
 * Russian and Kazakh. Undefined where the bytes are no such text.
 */
export function decodeText(bytes: Uint8Array, isSheet: boolean): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decode(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return decode(bytes, 'utf-16be');
  return decode(bytes, 'utf-8') ?? (isSheet ? decode(bytes, 'windows-1251') : undefined);
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
