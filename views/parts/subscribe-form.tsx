import { address } from '../address.ts';
import type { Reader } from '../reader.ts';
import { Actions, Hidden, Submit, TextField } from './fields.tsx';

/** The small form at the foot of an incident or an office: its digest lines by mail. A letter then asks the owner of the address. */
export function SubscribeForm({ r, scope }: { r: Reader; scope: { kind: 'office' | 'incident'; ref: string } }) {
  return (
    <form method="post" action={address(r.lang, '/subscribe')} class="desk-form">
      <TextField
        name="email"
        type="email"
        inputmode="email"
        autocomplete="email"
        label={r.t('subscribe.email')}
        hint={r.t('subscribe.part.hint')}
        maxlength={254}
        required
      />
      <Hidden name={scope.kind} value={scope.ref} />
      <Hidden name="lang" value={r.lang} />
      <Actions>
        <Submit>{r.t('subscribe.submit')}</Submit>
      </Actions>
    </form>
  );
}
