import { SOURCE_KINDS } from '../../src/domain/source.ts';
import { type FormError, Select, TextField } from '../parts/fields.tsx';
import type { Reader } from '../reader.ts';
import { type Input, textOf } from './form-state.ts';

export type SourceFieldsProps = { r: Reader; name: string; legend: string; input: Input; errors: readonly FormError[] };

/** Where a fact comes from: an address if there is one, else a name or who saw it. Residents are counted, never named. */
export function SourceFields({ r, name, legend, input, errors }: SourceFieldsProps) {
  const field = (part: string) => ({ name: `${name}_${part}`, value: textOf(input, `${name}_${part}`), errors });
  const kinds = SOURCE_KINDS.filter((kind) => kind !== 'link').map((kind) => ({
    value: kind,
    label: r.t(`desk.source.${kind}`),
  }));
  return (
    <fieldset class="field group">
      <legend>{legend}</legend>
      <TextField {...field('url')} type="url" inputmode="url" label={r.t('desk.source.url')} maxlength={2000} />
      <TextField
        {...field('title')}
        label={r.t('desk.source.title')}
        hint={r.t('desk.source.title.hint')}
        maxlength={2000}
      />
      <Select {...field('kind')} label={r.t('desk.source.kind')} choices={kinds} none={r.t('desk.source.link')} />
      <TextField {...field('archive')} type="url" inputmode="url" label={r.t('desk.source.archive')} maxlength={2000} />
      <TextField
        {...field('count')}
        inputmode="numeric"
        label={r.t('desk.source.count')}
        hint={r.t('desk.source.count.hint')}
      />
    </fieldset>
  );
}
