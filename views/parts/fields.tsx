import type { Child, PropsWithChildren } from 'hono/jsx';
import type { Reader } from '../reader.ts';

/** What is wrong with a form: the name of a field and the sentence that says so. A field may have several. */
export type FormError = { field: string; message: string };

/** The id of a field's control, of its hint and of its error. */
export const fieldId = (name: string): string => `f-${name.replace(/[^a-zA-Z0-9_-]/g, '-')}`;

/** At the top of a form that was refused: every error, each a link to its field. */
export function ErrorSummary({ r, errors }: { r: Reader; errors: readonly FormError[] }) {
  if (errors.length === 0) return null;
  return (
    <div class="errors" role="alert" aria-labelledby="errors-h" tabindex={-1} id="errors">
      <h2 id="errors-h">{r.t('form.errors', { count: errors.length })}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li>
            <a href={`#${fieldId(field)}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Common = {
  name: string;
  label: Child;
  hint?: Child;
  errors?: readonly FormError[];
  required?: boolean;
};

/** What ties a control to its hint and its error. */
function ties({ name, hint, errors = [], required }: Omit<Common, 'label'>) {
  const id = fieldId(name);
  const wrong = errors.some((error) => error.field === name);
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(wrong ? [`${id}-wrong`] : [])].join(' ');
  return {
    id,
    name,
    ...(described === '' ? {} : { 'aria-describedby': described }),
    ...(wrong ? { 'aria-invalid': 'true' as const } : {}),
    ...(required ? { required: true } : {}),
  };
}

const isWrong = ({ name, errors = [] }: Pick<Common, 'name' | 'errors'>): boolean =>
  errors.some((error) => error.field === name);

const fieldClass = (props: Pick<Common, 'name' | 'errors'>): string => (isWrong(props) ? 'field wrong' : 'field');

/** Hint and error of a field, above its control. */
function Notes({ name, hint, errors = [] }: Pick<Common, 'name' | 'hint' | 'errors'>) {
  const own = errors.filter((error) => error.field === name);
  return (
    <>
      {hint === undefined ? null : (
        <span class="hint" id={`${fieldId(name)}-hint`}>
          {hint}
        </span>
      )}
      {own.length === 0 ? null : (
        <span class="wrong-w" id={`${fieldId(name)}-wrong`}>
          {own.map((error) => error.message).join(' ')}
        </span>
      )}
    </>
  );
}

export type TextFieldProps = Common & {
  value?: string | null;
  type?: 'text' | 'email' | 'url' | 'password' | 'search' | 'date' | 'time' | 'number';
  autocomplete?: string;
  /** The id of a `<datalist>`. */
  list?: string;
  maxlength?: number;
  min?: string;
  max?: string;
  inputmode?: 'text' | 'numeric' | 'email' | 'url';
  /** The one field that a page is for: it has the keyboard at once. */
  autofocus?: boolean;
};

/** One line of text, an address, a password, a day. What was typed is kept, but a password. */
export function TextField({ label, hint, errors, value, type = 'text', list, ...rest }: TextFieldProps) {
  const { name, required, ...attributes } = rest;
  return (
    <div class={fieldClass({ name, ...(errors ? { errors } : {}) })}>
      <label for={fieldId(name)}>{label}</label>
      <Notes name={name} hint={hint} {...(errors ? { errors } : {})} />
      <input
        type={type}
        {...ties({ name, hint, ...(errors ? { errors } : {}), ...(required ? { required } : {}) })}
        {...attributes}
        {...(list === undefined ? {} : { list })}
        {...(value == null || type === 'password' ? {} : { value })}
      />
    </div>
  );
}

export type TextAreaProps = Common & { value?: string | null; rows?: number; maxlength?: number; lang?: string };

/** Several lines of text. */
export function TextArea({ label, hint, errors, value, rows = 4, name, required, ...attributes }: TextAreaProps) {
  const known = { ...(errors ? { errors } : {}) };
  return (
    <div class={fieldClass({ name, ...known })}>
      <label for={fieldId(name)}>{label}</label>
      <Notes name={name} hint={hint} {...known} />
      <textarea rows={rows} {...ties({ name, hint, ...known, ...(required ? { required } : {}) })} {...attributes}>
        {value ?? ''}
      </textarea>
    </div>
  );
}

export type Choice = { value: string; label: string; hint?: string };
export type SelectProps = Common & {
  choices: readonly Choice[];
  value?: string | null;
  /** The first, empty choice: nothing chosen. */
  none?: string;
};

/** One of many. */
export function Select({ label, hint, errors, name, required, choices, value, none }: SelectProps) {
  const known = { ...(errors ? { errors } : {}) };
  return (
    <div class={fieldClass({ name, ...known })}>
      <label for={fieldId(name)}>{label}</label>
      <Notes name={name} hint={hint} {...known} />
      <select {...ties({ name, hint, ...known, ...(required ? { required } : {}) })}>
        {none === undefined ? null : <option value="">{none}</option>}
        {choices.map((choice) => (
          <option value={choice.value} {...(choice.value === value ? { selected: true } : {})}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}

export type ChoicesProps = Common & {
  choices: readonly Choice[];
  /** What is chosen: one for radios, any number for ticks, which are sent as `name[]`. */
  value?: string | readonly string[] | null;
  /** Any number of them; their `name` then ends in `[]`, for the checker of our HTML takes a plain name that comes twice for a slip. */
  many?: boolean;
  /** One below the other; else three in a row. */
  column?: boolean;
};

/** One (radio) or any (`many`) of a few, each a whole field to touch. */
export function Choices({
  label,
  hint,
  errors,
  name,
  choices,
  value,
  many = false,
  column = false,
  required,
}: ChoicesProps) {
  const known = { ...(errors ? { errors } : {}) };
  const chosen = value == null ? [] : typeof value === 'string' ? [value] : value;
  const { 'aria-describedby': described } = ties({ name, hint, ...known });
  return (
    <fieldset
      class={fieldClass({ name, ...known })}
      {...(described === undefined ? {} : { 'aria-describedby': described })}
    >
      <legend>{label}</legend>
      <Notes name={name} hint={hint} {...known} />
      <div class={column ? 'pick pick-col' : 'pick'}>
        {choices.map((choice, index) => (
          <label>
            <input
              type={many ? 'checkbox' : 'radio'}
              name={many ? `${name}[]` : name}
              value={choice.value}
              {...(index === 0 ? { id: fieldId(name) } : {})}
              {...(chosen.includes(choice.value) ? { checked: true } : {})}
              {...(required && !many ? { required: true } : {})}
            />{' '}
            {choice.label}
            {choice.hint === undefined ? null : <span class="hint">{choice.hint}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export type TickProps = {
  name: string;
  label: Child;
  checked?: boolean;
  value?: string;
  errors?: readonly FormError[];
};

/** A single box to tick. */
export function Tick({ name, label, checked = false, value = '1', errors = [] }: TickProps) {
  return (
    <div class={fieldClass({ name, errors })}>
      <Notes name={name} hint={undefined} errors={errors} />
      <label class="tick">
        <input type="checkbox" value={value} {...ties({ name, errors })} {...(checked ? { checked: true } : {})} />{' '}
        {label}
      </label>
    </div>
  );
}

export type FileFieldProps = Common & {
  accept?: string;
  /** More than one at once. */
  multiple?: boolean;
  /** A phone opens its camera. */
  capture?: boolean;
};

/** A file: a photo, a screenshot, a document. */
export function FileField({ label, hint, errors, name, required, accept, multiple, capture }: FileFieldProps) {
  const known = { ...(errors ? { errors } : {}) };
  return (
    <div class={fieldClass({ name, ...known })}>
      <label for={fieldId(name)}>{label}</label>
      <Notes name={name} hint={hint} {...known} />
      <input
        type="file"
        {...ties({ name, hint, ...known, ...(required ? { required } : {}) })}
        {...(accept === undefined ? {} : { accept })}
        {...(multiple ? { multiple: true } : {})}
        {...(capture ? { capture: 'environment' } : {})}
      />
    </div>
  );
}

/** The error of something that is no single control: a form as a whole, a list. */
export function FieldError({ name, errors }: { name: string; errors: readonly FormError[] }) {
  return isWrong({ name, errors }) ? (
    <p class="wrong" id={fieldId(name)}>
      <Notes name={name} hint={undefined} errors={errors} />
    </p>
  ) : null;
}

export const Hidden = ({ name, value }: { name: string; value: string }) => (
  <input type="hidden" name={name} value={value} />
);

export type SubmitProps = PropsWithChildren<{
  /** `main`: the one thing that the form is for. */
  kind?: 'main' | 'big' | 'plain';
  name?: string;
  value?: string;
}>;

/** The button that sends a form. */
export function Submit({ kind = 'main', name, value, children }: SubmitProps) {
  const classes = { main: 'go', big: 'go big', plain: undefined }[kind];
  return (
    <button
      type="submit"
      {...(classes === undefined ? {} : { class: classes })}
      {...(name === undefined ? {} : { name })}
      {...(value === undefined ? {} : { value })}
    >
      {children}
    </button>
  );
}

/** Buttons side by side, wrapping where the screen ends. */
export const Actions = ({ children }: PropsWithChildren) => <div class="acts">{children}</div>;

/** What the program understood of what was typed, below the field: the day, the zone, the network. */
export function Understood({ id, words, note }: { id: string; words: Child; note?: Child }) {
  return (
    <p class="read" id={id}>
      <b>{words}</b> {note === undefined ? null : <span class="hint">{note}</span>}
    </p>
  );
}
