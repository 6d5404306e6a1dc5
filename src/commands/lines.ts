/**
 * The lines of a byte or text stream, as they come. Only \n and \r\n end a line (U+2028 may stand inside a JSON string); a BOM at
 * the start is dropped.
 */
export async function* linesOf(input: AsyncIterable<string | Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let pieces: string[] = [];
  for await (const chunk of input) {
    const parts = (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })).split('\n');
    const last = parts.pop() ?? '';
    for (const part of parts) {
      yield withoutReturn(pieces.join('') + part);
      pieces = [];
    }
    pieces.push(last);
  }
  const rest = pieces.join('') + decoder.decode();
  if (rest !== '') yield withoutReturn(rest);
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
