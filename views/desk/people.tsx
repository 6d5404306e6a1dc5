import { Actions, ErrorSummary, Select, Submit, TextField, Understood } from '../parts/fields.tsx';
import { momentWords } from '../parts/moment.tsx';
import { DESK_ROLES, type Desk, type DeskRole, errorsOf } from './desk.ts';
import { type FormState, textOf } from './form-state.ts';
import { DeskForm, DeskPage, deskAddress } from './page.tsx';

export type Person = { id: number; name: string; email: string; role: DeskRole; disabled: boolean };

/** A link that works once, to be handed over in person; it is shown only now. */
export type Handed = { name: string; url: string; until: number; zone: string };

/** Who works at the desk. */
export function PeoplePage({
  desk,
  people,
  state,
  handed,
}: {
  desk: Desk;
  people: readonly Person[];
  state: FormState;
  handed?: Handed | undefined;
}) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  const field = (name: string) => ({ name, value: textOf(state.input, name), errors });
  return (
    <DeskPage desk={desk} title={r.t('desk.users.title')}>
      {handed === undefined ? null : <HandedLink desk={desk} handed={handed} />}
      <ul class="desk-list">
        {people.map((person) => (
          <li>
            <PersonLine desk={desk} person={person} />
          </li>
        ))}
      </ul>
      <section class="sec-plain">
        <h2>{r.t('desk.users.add')}</h2>
        <ErrorSummary r={r} errors={errors} />
        <DeskForm desk={desk} action={deskAddress(desk, '/users')} class="desk-form">
          <TextField {...field('name')} label={r.t('desk.field.name')} maxlength={200} />
          <TextField {...field('email')} type="email" inputmode="email" label={r.t('desk.field.email')} />
          <Select
            {...field('role')}
            label={r.t('desk.field.role')}
            choices={DESK_ROLES.map((role) => ({ value: role, label: r.t(`desk.role.${role}`) }))}
          />
          <Actions>
            <Submit>{r.t('desk.add')}</Submit>
          </Actions>
        </DeskForm>
      </section>
    </DeskPage>
  );
}

/** A link to hand over, shown this once. */
export function HandedLink({ desk: { r }, handed: { name, url, until, zone } }: { desk: Desk; handed: Handed }) {
  return (
    <Understood
      id="handed"
      words={<code>{url}</code>}
      note={r.t('desk.users.added', { name, until: momentWords(r, { at: until, zone }) })}
    />
  );
}

function PersonLine({ desk, person }: { desk: Desk; person: Person }) {
  const { r } = desk;
  return (
    <>
      <p>
        <a href={deskAddress(desk, `/users/${person.id}`)}>{person.name}</a> <span class="muted">{person.email}</span>
      </p>
      <p class="small muted">{person.disabled ? r.t('desk.users.disabled') : r.t(`desk.role.${person.role}`)}</p>
    </>
  );
}

/** A question before somebody is shut out. */
export function DisablingPage({ desk, person }: { desk: Desk; person: Person }) {
  const { r } = desk;
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.users.disable')}
      lead={r.t('desk.users.disable.lead', { name: person.name })}
      back={{ href: deskAddress(desk, '/users'), words: r.t('desk.users.title') }}
    >
      <DeskForm desk={desk} action={deskAddress(desk, `/users/${person.id}/disabling`)}>
        <Actions>
          <Submit>{r.t('desk.users.disable')}</Submit>
          <a class="button" href={deskAddress(desk, '/users')}>
            {r.t('desk.cancel')}
          </a>
        </Actions>
      </DeskForm>
    </DeskPage>
  );
}
