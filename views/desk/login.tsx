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
      <p>
        <a href={deskAddress(desk, '/forgotten')}>{r.t('desk.forgotten.title')}</a>
      </p>
    </DeskPage>
  );
}

/** Where a new password is asked for. */
export function ForgottenPage({ desk, state }: { desk: Desk; state: FormState }) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.forgotten.title')}
      lead={r.t('desk.forgotten.lead')}
      back={{ href: deskAddress(desk, '/login'), words: r.t('desk.login.title') }}
    >
      <ErrorSummary r={r} errors={errors} />
      <DeskForm desk={desk} action={deskAddress(desk, '/forgotten')} class="desk-form">
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
        <Submit kind="big">{r.t('desk.forgotten.submit')}</Submit>
      </DeskForm>
      <p class="hint">{r.t('desk.login.lost')}</p>
    </DeskPage>
  );
}

/** The same words whether anybody works here under that address or not. */
export function SentPage({ desk, hours }: { desk: Desk; hours: number }) {
  const { r } = desk;
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.forgotten.sent')}
      lead={r.t('desk.forgotten.sent.lead', { hours })}
      back={{ href: deskAddress(desk, '/login'), words: r.t('desk.login.title') }}
    >
      <p>{r.t('desk.forgotten.sent.none')}</p>
    </DeskPage>
  );
}

export type LinkPageProps = {
  desk: Desk;
  state: FormState;
  token: string;
  /** The first administrator names himself; anybody else is known. */
  purpose: 'first_admin' | 'sign_in' | 'invitation' | 'reset';
  /** Whose link it is. */
  name: string | null;
};

const TITLES = {
  first_admin: 'desk.link.first',
  sign_in: 'desk.link.title',
  invitation: 'desk.link.invitation',
  reset: 'desk.link.reset',
} as const;
const LEADS = {
  first_admin: 'desk.link.first.lead',
  sign_in: 'desk.link.lead',
  invitation: 'desk.link.invitation.lead',
  reset: 'desk.link.reset.lead',
} as const;

/** A link that works once: opening it changes nothing, the button does. */
export function LinkPage({ desk, state, token, purpose, name }: LinkPageProps) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  const first = purpose === 'first_admin';
  // Only who signs in by a link may keep the password that he has.
  const mustSet = purpose !== 'sign_in';
  return (
    <DeskPage desk={desk} title={r.t(TITLES[purpose])} lead={r.t(LEADS[purpose], { name: name ?? '' })}>
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
          hint={r.t(mustSet ? 'desk.field.password.hint' : 'desk.field.new_password.hint')}
          errors={errors}
          maxlength={200}
          required={mustSet}
        />
        <Submit kind="big">
          {r.t(first ? 'desk.link.first.submit' : mustSet ? 'desk.link.set' : 'desk.login.submit')}
        </Submit>
      </DeskForm>
    </DeskPage>
  );
}
