import { type Input, textOf } from '../../../views/desk/form-state.ts';
import type { IncidentDocument } from '../../domain/document.ts';
import { wordsOf } from './input.ts';

type Source = IncidentDocument['entries'][number]['source'];

/** The source that the fields `<name>_kind`, `_title`, `_url`, `_archive` and `_count` give. */
export function sourceOfFields(input: Input, name: string): Record<string, unknown> {
  const count = textOf(input, `${name}_count`);
  return {
    title: wordsOf(input, `${name}_title`),
    url: wordsOf(input, `${name}_url`),
    archive: wordsOf(input, `${name}_archive`),
    kind: wordsOf(input, `${name}_kind`),
    // What is no number stays as it was typed: the rules then say so.
    count: count === '' ? null : /^\d{1,9}$/.test(count) ? Number(count) : count,
  };
}

/** The fields of a source. */
export function fieldsOfSource(name: string, source: Source | null | undefined): Record<string, string> {
  return {
    [`${name}_kind`]: source?.kind ?? '',
    [`${name}_title`]: source?.title ?? '',
    [`${name}_url`]: source?.url ?? '',
    [`${name}_archive`]: source?.archive ?? '',
    [`${name}_count`]: source?.count == null ? '' : String(source.count),
  };
}

/** Where the errors of a source belong. `place` as the document calls it, `name` as the form does. */
export function placesOfSource(place: string, name: string): Record<string, string> {
  return {
    [place]: `${name}_url`,
    [`${place}.kind`]: `${name}_kind`,
    [`${place}.title`]: `${name}_title`,
    [`${place}.url`]: `${name}_url`,
    [`${place}.archive`]: `${name}_archive`,
    [`${place}.count`]: `${name}_count`,
  };
}
