import { NIGHT } from '../../src/domain/night-card.ts';
import { Actions, Hidden, Select, Submit } from '../parts/fields.tsx';
import { DESK_ROLES, type Desk } from './desk.ts';
import { DeskForm, DeskPage, deskAddress } from './page.tsx';
import { type Handed, HandedLink, type Person } from './people.tsx';
import { type SessionLine, SessionList } from './sessions.tsx';

export type PersonPageProps = {
  desk: Desk;
  person: Person;
  /** The administrator who looks is this person. */
  self: boolean;
  nightCards: boolean;
  hasFactor: boolean;
  sessions: readonly SessionLine[];
  zone: string;
  handed: Handed | undefined;
};

/** Somebody of the desk: role, permission, second factor, devices, links. */
export function PersonPage(props: PersonPageProps) {
  const { desk, person, self, hasFactor, sessions, zone, handed } = props;
  const { r } = desk;
  const at = (path: string) => deskAddress(desk, `/users/${person.id}${path}`);
  return (
    <DeskPage
      desk={desk}
      title={person.name}
      lead={person.email}
      back={{ href: deskAddress(desk, '/users'), words: r.t('desk.users.title') }}
    >
      {handed === undefined ? null : <HandedLink desk={desk} handed={handed} />}
      {person.disabled ? <p>{r.t('desk.users.disabled')}</p> : null}
      {person.disabled || self ? null : (
        <DeskForm desk={desk} action={at('/role')} class="desk-form">
          <Select
            name="role"
            label={r.t('desk.field.role')}
            value={person.role}
            choices={DESK_ROLES.map((role) => ({ value: role, label: r.t(`desk.role.${role}`) }))}
          />
          <Actions>
            <Submit kind="plain">{r.t('desk.users.role.save')}</Submit>
          </Actions>
        </DeskForm>
      )}
      {person.disabled || person.role !== 'reporter' ? null : <NightCards {...props} action={at('/night-cards')} />}
      {person.disabled ? null : (
        <section class="sec-plain">
          <h2>{r.t('desk.factor.title')}</h2>
          <p>{r.t(hasFactor ? 'desk.users.factor' : 'desk.users.factor.none')}</p>
          {hasFactor ? (
            <DeskForm desk={desk} action={at('/second-factor')}>
              <Actions>
                <Submit kind="plain">{r.t('desk.users.factor.remove')}</Submit>
              </Actions>
            </DeskForm>
          ) : null}
        </section>
      )}
      {person.disabled ? null : (
        <section class="sec-plain">
          <h2>{r.t('desk.users.sessions')}</h2>
          {sessions.length === 0 ? <p>{r.t('desk.users.sessions.none')}</p> : null}
          <SessionList desk={desk} sessions={sessions} action={at('/sessions')} zone={zone} />
          {sessions.length === 0 ? null : (
            <DeskForm desk={desk} action={at('/sessions')}>
              <Hidden name="which" value="all" />
              <Actions>
                <Submit>{r.t('desk.users.sessions.end')}</Submit>
              </Actions>
            </DeskForm>
          )}
        </section>
      )}
      <section class="sec-plain">
        <h2>{r.t('desk.users.more')}</h2>
        <p>
          <a href={deskAddress(desk, '/audit', { user: String(person.id) })}>{r.t('desk.users.audit')}</a>
        </p>
        {person.disabled ? null : (
          <Actions>
            <DeskForm desk={desk} action={at('/links')}>
              <Submit kind="plain">{r.t('desk.users.make_link')}</Submit>
            </DeskForm>
            {self ? null : (
              <a class="button" href={at('/disabling')}>
                {r.t('desk.users.disable')}
              </a>
            )}
          </Actions>
        )}
      </section>
    </DeskPage>
  );
}

function NightCards({ desk, nightCards, action }: PersonPageProps & { action: string }) {
  const { r } = desk;
  return (
    <section class="sec-plain">
      <h2>{r.t('desk.night.title')}</h2>
      <p>{r.t(nightCards ? 'desk.night.may' : 'desk.night.may_not')}</p>
      <p class="hint">{r.t('desk.night.rule', NIGHT)}</p>
      <DeskForm desk={desk} action={action}>
        <Hidden name="on" value={nightCards ? '0' : '1'} />
        <Actions>
          <Submit kind="plain">{r.t(nightCards ? 'desk.night.take' : 'desk.night.give')}</Submit>
        </Actions>
      </DeskForm>
    </section>
  );
}
