import type { Directory } from '../../src/domain/directory.ts';
import { matching, namesOfOffice } from '../../src/domain/name-match.ts';
import type { MessageKey } from '../../src/i18n/translate.ts';
import { type FormError, Select, TextField } from '../parts/fields.tsx';
import type { Reader } from '../reader.ts';
import { officeChoices } from './choices.ts';
import { type Input, textOf } from './form-state.ts';
import { deskAddress } from './page.tsx';
import { NEVER_AN_ERROR_PAGE } from './time-fields.tsx';

/** The fields of the desk's forms that take an office of the directory. */
export const OFFICE_FIELDS: Readonly<Record<'office' | 'asked_of', { label: MessageKey; none?: MessageKey }>> = {
  office: { label: 'desk.incident.who' },
  asked_of: { label: 'desk.field.asked_of', none: 'desk.nobody' },
};
export type OfficeFieldName = keyof typeof OFFICE_FIELDS;

export type OfficeFieldProps = {
  r: Reader;
  name: OfficeFieldName;
  directory: Pick<Directory, 'offices'>;
  /** Its offices come first. */
  incident?: Parameters<typeof officeChoices>[2];
  input: Input;
  errors: readonly FormError[];
  hint?: string;
  /** What the empty choice says, where it is another than usual. */
  none?: string;
};

/** An office, found by typing in any language; without a script the button that shows how the form is understood finds it. */
export function OfficeField(props: OfficeFieldProps) {
  const { r, name, input } = props;
  return (
    <>
      <div
        hx-post={deskAddress({ r }, '/offices', { name })}
        hx-trigger="input delay:250ms"
        hx-include="closest form"
        hx-target={`#office-${name}`}
        hx-swap="outerMorph"
        hx-sync="this:replace"
        {...NEVER_AN_ERROR_PAGE}
      >
        <TextField
          name={`${name}_find`}
          type="search"
          label={r.t('desk.office.find')}
          hint={r.t('desk.office.find.hint')}
          value={textOf(input, `${name}_find`)}
          autocomplete="off"
          maxlength={120}
        />
      </div>
      <OfficeSelect {...props} />
    </>
  );
}

/** The list alone: what was typed narrows it, and the best of what was found is chosen unless one of it already was. */
export function OfficeSelect({ r, name, directory, incident, input, errors, hint, none }: OfficeFieldProps) {
  const all = officeChoices(r, directory, incident);
  const typed = textOf(input, `${name}_find`);
  const found = typed === '' ? [] : matching(typed, directory.offices, namesOfOffice).map(({ id }) => id);
  const chosen = textOf(input, name);
  const empty = none ?? (OFFICE_FIELDS[name].none === undefined ? undefined : r.t(OFFICE_FIELDS[name].none));
  return (
    <div id={`office-${name}`}>
      {typed !== '' && found.length === 0 ? (
        <p class="hint" role="status">
          {r.t('desk.office.none')}
        </p>
      ) : null}
      <Select
        name={name}
        label={r.t(OFFICE_FIELDS[name].label)}
        errors={errors}
        value={found.length === 0 || found.includes(chosen) ? chosen : (found[0] ?? '')}
        choices={found.length === 0 ? all : found.flatMap((id) => all.find(({ value }) => value === id) ?? [])}
        {...(hint === undefined ? {} : { hint })}
        {...(empty === undefined ? {} : { none: empty })}
      />
    </div>
  );
}
