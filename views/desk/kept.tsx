import { Actions, Hidden, Submit, TextField } from '../parts/fields.tsx';
import { momentWords } from '../parts/moment.tsx';
import { cut } from './choices.ts';
import type { Desk } from './desk.ts';
import { type Input, textOf } from './form-state.ts';
import { type Keeping, pageOfForm } from './kept-forms.ts';
import { DeskForm, deskAddress } from './page.tsx';

type KeptProps = {
  desk: Desk;
  /** Where the form is sent, without the language. */
  form: string;
  input: Input;
};

/** Whether what is typed into the form is kept. */
export const isKept = ({ desk, form }: Pick<KeptProps, 'desk' | 'form'>): boolean =>
  desk.keeping !== undefined && !desk.keeping.unkept && pageOfForm(form) !== undefined;

const WORDS_LENGTH = 120;

/** Above the form: what was typed into it before and never saved, here or on another device. */
export function OlderCopies({ desk, form, input }: KeptProps) {
  const copies = desk.keeping?.copies ?? [];
  return (
    <Copies desk={desk} copies={copies.filter((copy) => copy.form === form && copy.once !== textOf(input, 'once'))} />
  );
}

/** On a page from which one goes on: what was typed into any form below it and never saved. */
export function Unsaved({ desk }: { desk: Desk }) {
  return <Copies desk={desk} copies={desk.keeping?.copies ?? []} />;
}

function Copies({ desk, copies }: { desk: Desk; copies: Keeping['copies'] }) {
  const { r, keeping } = desk;
  if (keeping === undefined || copies.length === 0) return null;
  return (
    <section class="cite older" aria-labelledby="older-h">
      <h2 id="older-h">{r.t('desk.kept.older')}</h2>
      <ul class="desk-list">
        {copies.map(({ form, once, savedAt, words }) => (
          <li>
            <p>
              {r.t('desk.kept.from', { at: momentWords(r, { at: savedAt, zone: keeping.zone }) })}
              {words === '' ? null : `: «${cut(words, WORDS_LENGTH)}»`}
            </p>
            <div class="acts">
              <a
                class="button"
                href={deskAddress(desk, (pageOfForm(form) ?? form).replace(/^\/desk/, ''), { copy: once })}
              >
                {r.t('desk.kept.continue')}
              </a>
              <DeskForm desk={desk} action={deskAddress(desk, '/working-copies/removal')}>
                <Hidden name="form" value={form} />
                <Hidden name="once" value={once} />
                <Submit kind="plain">{r.t('desk.kept.throw')}</Submit>
              </DeskForm>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Within the form: the name of its copy, and whose it is. */
export function CopyFields({ desk: { keeping }, input }: Omit<KeptProps, 'form'>) {
  if (keeping === undefined) return null;
  return (
    <>
      <Hidden name="once" value={textOf(input, 'once') || keeping.once} />
      <Hidden name="copy" value={textOf(input, 'copy') || '0'} />
      <Hidden name="keeper" value={keeping.keeper} />
    </>
  );
}

/** Always in sight: where what was typed stands. A script keeps it up to date; without one it says that only the button saves. */
export function KeptStatus({ desk: { r } }: { desk: Desk }) {
  return (
    <p
      class="kept"
      role="status"
      data-ready={r.t('desk.kept.ready')}
      data-phone={r.t('desk.kept.phone')}
      data-sent={r.t('desk.kept.sent')}
      data-offline={r.t('desk.kept.offline')}
      data-wait={r.t('desk.kept.wait')}
      data-saving={r.t('desk.kept.saving')}
      data-large={r.t('desk.kept.large')}
    >
      {r.t('desk.kept.plain')}
    </p>
  );
}

/** Shown by the script where the session has run out while somebody writes: the form stays open behind it. */
export function SignInDialog({ desk }: { desk: Desk }) {
  const { r } = desk;
  return (
    <dialog class="again" id="again" aria-labelledby="again-h">
      <form method="post" action={deskAddress(desk, '/login')} novalidate>
        <h2 id="again-h">{r.t('desk.again.title')}</h2>
        <p>{r.t('desk.again.here')}</p>
        <p class="wrong-w" id="again-wrong" role="alert" data-wrong={r.t('desk.login.wrong')} />
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
        <Actions>
          <Submit>{r.t('desk.login.submit')}</Submit>
          <button type="button" id="again-leave">
            {r.t('desk.again.leave')}
          </button>
        </Actions>
      </form>
    </dialog>
  );
}
