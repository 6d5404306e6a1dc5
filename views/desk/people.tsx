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

function HandedLink({ desk: { r }, handed: { name, url, until, zone } }: { desk: Desk; handed: Handed }) {
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
        {person.name} <span class="muted">{person.email}</span>
      </p>
      <p class="small muted">{person.disabled ? r.t('desk.users.disabled') : r.t(`desk.role.${person.role}`)}</p>
      {person.disabled ? null : (
        <div class="acts">
          <DeskForm desk={desk} action={deskAddress(desk, `/users/${person.id}/links`)}>
            <Submit kind="plain">{r.t('desk.users.make_link')}</Submit>
          </DeskForm>
          <a class="button" href={deskAddress(desk, `/users/${person.id}/disabling`)}>
            {r.t('desk.users.disable')}
          </a>
        </div>
      )}
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

/** Who is signed in here, since when, and the ways out. */
export function SessionsPage({ desk, since, until, zone }: { desk: Desk; since: number; until: number; zone: string }) {
  const { r } = desk;
  const { name, role } = desk.user ?? { name: '', role: 'reporter' };
  const day = (at: number) => momentWords(r, { at, zone, show: 'day' });
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.sessions.title')}
      lead={r.t('desk.sessions.who', { name, role: r.t(`desk.role.${role}`) })}
    >
      <p>{r.t('desk.sessions.since', { on: day(since), until: day(until) })}</p>
      <DeskForm desk={desk} action={deskAddress(desk, '/sessions')}>
        <Actions>
          <Submit name="which" value="this">
            {r.t('desk.sessions.out')}
          </Submit>
          <Submit kind="plain" name="which" value="all">
            {r.t('desk.sessions.out_all')}
          </Submit>
        </Actions>
      </DeskForm>
    </DeskPage>
  );
}
