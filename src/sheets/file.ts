import { decodeText } from './decode.ts';

/** Whether a file is a sheet: by its ending; without a known one, by a first line that names a column of ours. */
export function looksLikeSheet(file: string, bytes: Uint8Array): boolean {
  if (/\.(csv|tsv)$/i.test(file)) return true;
  if (/\.(json|jsonl|ndjson)$/i.test(file)) return false;
  const start = (decodeText(bytes.subarray(0, 2000), true) ?? '').replace(/^\uFEFF/, '').trimStart();
  return !/^[[{]/.test(start) && /\b(incident|channel|indicator)\b/i.test(start.split('\n', 1)[0] ?? '');
}
