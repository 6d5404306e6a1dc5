import type { Child, PropsWithChildren } from 'hono/jsx';
import { isMessageKey, type MessageKey } from '../../src/i18n/translate.ts';
import { Actions, ErrorSummary, FieldError, Hidden, Submit } from '../parts/fields.tsx';
import { BetweenFields, BetweenWords } from './between.tsx';
import { type Desk, errorsOf } from './desk.ts';
import { differing, type FormState, textsOf } from './form-state.ts';
import { CopyFields, isKept, KeptStatus, OlderCopies, SignInDialog } from './kept.tsx';
import { withoutLanguage } from './kept-forms.ts';
import { DeskForm } from './page.tsx';

export type FormFrameProps = PropsWithChildren<{
  desk: Desk;
  action: string;
  state: FormState;
  /** What the button says. */
  submit: Child;
  /** What the form remembers of the part that it changes. */
  seen?: string | undefined;
  /** The form has times: a button shows how they are understood, where no script does. */
  times?: boolean;
  /** It takes files too. */
  files?: boolean;
  /** Beside the button: the way back, the way to remove. */
  more?: Child;
  /** What a field is called, where it has another name than in the forms of an incident. */
  named?: (field: string) => string | undefined;
}>;

/** A form of the desk: what is wrong at its top, its fields, its button. What was typed is kept whatever happens. */
export function FormFrame({
  desk,
  action,
  state,
  submit,
  seen,
  times = false,
  files,
  more,
  named,
  children,
}: FormFrameProps) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  const copy = { desk, form: withoutLanguage(action), input: state.input };
  const kept = isKept(copy);
  return (
    <>
      <ErrorSummary r={r} errors={errors} />
      <FieldError name="" errors={errors} />
      {state.stored === undefined ? null : <Conflict desk={desk} state={state} named={named} />}
      {state.between === undefined ? null : <BetweenWords desk={desk} between={state.between} />}
      {kept ? <OlderCopies {...copy} /> : null}
      <DeskForm desk={desk} action={action} class="desk-form" kept={kept} files={files === true}>
        {kept ? <CopyFields {...copy} /> : null}
        {seen === undefined ? null : <Hidden name="seen" value={seen} />}
        {state.between === undefined ? null : <BetweenFields desk={desk} between={state.between} />}
        {children}
        <Actions>
          <Submit>{submit}</Submit>
          {times ? (
            <Submit kind="plain" name="act" value="read">
              {r.t('desk.time.show')}
            </Submit>
          ) : null}
          {more}
        </Actions>
        {kept ? <KeptStatus desk={desk} /> : null}
      </DeskForm>
      {kept ? <SignInDialog desk={desk} /> : null}
    </>
  );
}

type ConflictProps = Pick<FormFrameProps, 'desk' | 'state'> & { named: FormFrameProps['named'] | undefined };

/** Somebody else saved meanwhile: what the record says now, beside what was typed, which is kept below. */
function Conflict({ desk: { r }, state, named }: ConflictProps) {
  const { input, stored = new Map() } = state;
  const fields = differing(stored, input).filter((field) => !OWN_FIELDS.has(field));
  return (
    <div class="errors" role="alert" id="conflict" tabindex={-1}>
      <h2>{r.t('desk.conflict.title')}</h2>
      <p>{r.t('desk.conflict.text')}</p>
      <table class="t t-fold">
        <caption class="hide">{r.t('desk.conflict.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{r.t('desk.conflict.field')}</th>
            <th scope="col">{r.t('desk.conflict.stored')}</th>
            <th scope="col">{r.t('desk.conflict.yours')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr>
              <th scope="row">{named?.(field) ?? labelOf(r.t, field)}</th>
              <td data-l={r.t('desk.conflict.stored')}>{textsOf(stored, field).join(', ') || r.t('desk.nothing')}</td>
              <td data-l={r.t('desk.conflict.yours')}>{textsOf(input, field).join(', ') || r.t('desk.nothing')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Fields of the form itself, not of the record. */
const OWN_FIELDS = new Set(['csrf', 'seen', 'act', 'slug', 'once', 'copy', 'keeper']);

/** A field as the form names it: `title_kk` is «Заголовок» and the language. */
function labelOf(t: (key: MessageKey) => string, field: string): string {
  const whole = `desk.field.${field}`;
  if (isMessageKey(whole)) return t(whole);
  const [name = '', part = ''] = field.split(/_(?=[^_]+$)/);
  const keys = [`desk.field.${name}`, `desk.part.${part}`].filter(isMessageKey);
  return keys.length === 0 ? field : keys.map((key) => t(key)).join(', ');
}
