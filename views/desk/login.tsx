import { ErrorSummary, Hidden, Submit, TextField } from '../parts/fields.tsx';
import { type Desk, errorsOf } from './desk.ts';
import { type FormState, textOf } from './form-state.ts';
import { DeskForm, DeskPage, deskAddress } from './page.tsx';

/** The door of the desk. */
export function LoginPage({ desk, state, next }: { desk: Desk; state: FormState; next: string }) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  return (
    <DeskPage desk={desk} title={r.t('desk.login.title')}>
      <ErrorSummary r={r} errors={errors} />
      <DeskForm desk={desk} action={deskAddress(desk, '/login')} class="desk-form">
        <Hidden name="next" value={next} />
        <TextField
          name="email"
          type="email"
          inputmode="email"
          autocomplete="username"
          label={r.t('desk.field.email')}
          value={textOf(state.input, 'email')}
          errors={errors}
          required
        />
        <TextField
          name="password"
          type="password"
          autocomplete="current-password"
          label={r.t('desk.field.password')}
          errors={errors}
          maxlength={200}
          required
        />
        <Submit kind="big">{r.t('desk.login.submit')}</Submit>
      </DeskForm>
      <p class="hint">{r.t('desk.login.lost')}</p>
    </DeskPage>
  );
}

export type LinkPageProps = {
  desk: Desk;
  state: FormState;
  token: string;
  /** The first administrator names himself; anybody else is known. */
  purpose: 'first_admin' | 'sign_in';
  /** Whose link it is. */
  name: string | null;
};

/** A link that works once: opening it changes nothing, the button does. */
export function LinkPage({ desk, state, token, purpose, name }: LinkPageProps) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  const first = purpose === 'first_admin';
  return (
    <DeskPage
      desk={desk}
      title={r.t(first ? 'desk.link.first' : 'desk.link.title')}
      lead={first ? r.t('desk.link.first.lead') : r.t('desk.link.lead', { name: name ?? '' })}
    >
      <ErrorSummary r={r} errors={errors} />
      <DeskForm desk={desk} action={deskAddress(desk, `/links/${token}`)} class="desk-form">
        {first ? (
          <>
            <TextField
              name="name"
              autocomplete="name"
              label={r.t('desk.field.name')}
              value={textOf(state.input, 'name')}
              errors={errors}
              maxlength={200}
              required
            />
            <TextField
              name="email"
              type="email"
              inputmode="email"
              autocomplete="username"
              label={r.t('desk.field.email')}
              value={textOf(state.input, 'email')}
              errors={errors}
              required
            />
          </>
        ) : null}
        <TextField
          name="password"
          type="password"
          autocomplete="new-password"
          label={r.t(first ? 'desk.field.password' : 'desk.field.new_password')}
          hint={r.t(first ? 'desk.field.password.hint' : 'desk.field.new_password.hint')}
          errors={errors}
          maxlength={200}
          required={first}
        />
        <Submit kind="big">{r.t(first ? 'desk.link.first.submit' : 'desk.login.submit')}</Submit>
      </DeskForm>
    </DeskPage>
  );
}
