import type { Directory } from '../../../src/domain/directory.ts';
import { LANGUAGES } from '../../../src/domain/words.ts';
import { isMessageKey } from '../../../src/i18n/translate.ts';
import { type FormError, Select, TextArea, TextField, Tick } from '../../parts/fields.tsx';
import { type Desk, errorsOf } from '../desk.ts';
import { FormFrame } from '../form-frame.tsx';
import { type FormState, textOf } from '../form-state.ts';
import { DeskPage } from '../page.tsx';
import { SourceFields } from '../source-fields.tsx';
import { FIELDS, type FieldSpec, type PartName } from './parts.ts';

export type DirectoryFormProps = {
  desk: Desk;
  directory: Directory;
  part: PartName;
  state: FormState;
  /** Where the form is sent. */
  action: string;
  back: { href: string; words: string };
  /** What is changed, as the form saw it; absent: it is new. */
  seen?: string | undefined;
  removal?: string | undefined;
};

/** The form of one line of the directory. */
export function DirectoryFormPage(props: DirectoryFormProps) {
  const { desk, part, state, action, back, seen, removal } = props;
  const { r } = desk;
  const isNew = seen === undefined;
  const errors = errorsOf(desk, state.problems);
  return (
    <DeskPage
      desk={desk}
      title={r.t(`desk.directory.${isNew ? 'new' : 'edit'}.${part}`)}
      back={back}
      lead={leadOf(props)}
    >
      <FormFrame
        desk={desk}
        action={action}
        state={state}
        seen={seen}
        named={(field) => fieldName(desk, part, field)}
        submit={r.t(isNew ? 'desk.add' : 'desk.save')}
        more={
          removal === undefined ? null : (
            <a class="button" href={removal}>
              {r.t('desk.remove')}
            </a>
          )
        }
      >
        {FIELDS[part]
          .filter(({ kind }) => isNew || kind !== 'id')
          .map((spec) => (
            <Field {...props} spec={spec} errors={errors} />
          ))}
        {isNew ? null : <WhyField desk={desk} state={state} />}
      </FormFrame>
    </DeskPage>
  );
}

/** Why, for the history of the directory, and for the corrections where readers saw what it changes. */
export function WhyField({ desk, state }: { desk: Desk; state: FormState }) {
  const { r } = desk;
  const value = textOf(state.input, 'why');
  const errors = errorsOf(desk, state.problems);
  return (
    <TextField
      name="why"
      label={r.t('desk.directory.field.why')}
      hint={r.t('desk.directory.field.why.hint')}
      value={value}
      errors={errors}
      maxlength={2000}
    />
  );
}

function leadOf({ desk: { r }, part }: DirectoryFormProps) {
  const key = `desk.directory.lead.${part}`;
  return isMessageKey(key) ? r.t(key) : undefined;
}

/** What a field is called: in this form, else in all of them. */
export function labelIn(desk: Pick<Desk, 'r'>, part: PartName, name: string, what = ''): string | undefined {
  const keys = [`desk.directory.field.${part}.${name}${what}`, `desk.directory.field.${name}${what}`];
  const key = keys.find(isMessageKey);
  return key === undefined ? undefined : desk.r.t(key);
}

/** A field as the form names it: `name_kk` is the name and its language. */
function fieldName(desk: Desk, part: PartName, field: string): string | undefined {
  const whole = labelIn(desk, part, field);
  if (whole !== undefined) return whole;
  const [name = '', of = ''] = field.split(/_(?=[^_]+$)/);
  const [base, what] = [labelIn(desk, part, name), `desk.part.${of}`];
  return base === undefined ? undefined : `${base}, ${isMessageKey(what) ? desk.r.t(what) : of}`;
}

function Field({
  desk,
  directory,
  part,
  state,
  spec,
  errors,
}: DirectoryFormProps & { spec: FieldSpec; errors: FormError[] }) {
  const { r } = desk;
  const { name, kind } = spec;
  const hint = labelIn(desk, part, name, '.hint');
  const label = labelIn(desk, part, name) ?? name;
  const common = { name, label, errors, value: textOf(state.input, name), ...(hint === undefined ? {} : { hint }) };
  switch (kind) {
    case 'texts':
      return (
        <fieldset class="field group">
          <legend>{label}</legend>
          {hint === undefined ? null : <p class="hint">{hint}</p>}
          {LANGUAGES.map((lang) => (
            <TextField
              name={`${name}_${lang}`}
              label={r.t(`desk.part.${lang}`)}
              value={textOf(state.input, `${name}_${lang}`)}
              errors={errors}
              maxlength={2000}
            />
          ))}
        </fieldset>
      );
    case 'owner':
      return (
        <fieldset class="field group">
          <legend>{label}</legend>
          {(['office', 'official'] as const).map((whose) => (
            <Select
              name={`owner_${whose}`}
              label={r.t(`desk.directory.field.${whose}`)}
              none={r.t('desk.directory.nobody')}
              choices={choicesOf(whose, desk, directory)}
              value={textOf(state.input, `owner_${whose}`)}
              errors={errors}
            />
          ))}
        </fieldset>
      );
    case 'source':
      return <SourceFields r={r} name={name} legend={r.t('desk.field.source')} input={state.input} errors={errors} />;
    case 'choice':
      return (
        <Select
          {...common}
          choices={spec.choices(r, directory)}
          {...(spec.none === undefined ? {} : { none: r.t(spec.none) })}
        />
      );
    case 'tick':
      return <Tick name={name} label={label} checked={common.value === '1'} errors={errors} />;
    case 'note':
      return <TextArea {...common} rows={2} maxlength={2000} />;
    case 'lines':
      return <TextArea {...common} rows={3} />;
    case 'url':
      return <TextField {...common} type="url" inputmode="url" maxlength={2000} />;
    case 'whole':
    case 'number':
      return <TextField {...common} inputmode={kind === 'whole' ? 'numeric' : 'text'} maxlength={30} />;
    case 'coarse':
      return <TextField {...common} maxlength={60} hint={hint ?? r.t('desk.directory.coarse.hint')} />;
    case 'id':
      return <TextField {...common} maxlength={80} />;
    case 'text':
      return <TextField {...common} maxlength={2000} />;
  }
}

function choicesOf(whose: 'office' | 'official', { r }: Desk, directory: Directory) {
  const spec = FIELDS.tenures.find(({ name }) => name === whose);
  return spec?.kind === 'choice' ? spec.choices(r, directory) : [];
}
