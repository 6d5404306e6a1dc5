import { Hidden, Submit, TextField } from '../parts/fields.tsx';
import type { Desk } from './desk.ts';
import { DeskForm, DeskPage, deskAddress } from './page.tsx';

/** The session ran out while somebody was writing: after signing in the form is there, with everything in it. */
export function SignInAgainPage({ desk, next }: { desk: Desk; next: string }) {
  const { r } = desk;
  return (
    <DeskPage desk={desk} title={r.t('desk.again.title')} lead={r.t('desk.again.lead')}>
      <DeskForm desk={desk} action={deskAddress(desk, '/login')} class="desk-form">
        <Hidden name="next" value={next} />
        <TextField
          name="email"
          type="email"
          inputmode="email"
          autocomplete="username"
          label={r.t('desk.field.email')}
          required
        />
        <TextField
          name="password"
          type="password"
          autocomplete="current-password"
          label={r.t('desk.field.password')}
          maxlength={200}
          required
        />
        <Submit kind="big">{r.t('desk.login.submit')}</Submit>
      </DeskForm>
    </DeskPage>
  );
}
