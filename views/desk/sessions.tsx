import { Actions, Hidden, Submit } from '../parts/fields.tsx';
import { momentWords } from '../parts/moment.tsx';
import type { Desk } from './desk.ts';
import { deviceWords } from './device.ts';
import { DeskForm, DeskPage, deskAddress } from './page.tsx';

/** A session as a list shows it: `id` names it in a form. Instants are UTC milliseconds. */
export type SessionLine = { id: string; device: string | null; createdAt: number; seenAt: number };

export type SessionsPageProps = {
  desk: Desk;
  sessions: readonly SessionLine[];
  /** The one that asks. */
  own: string;
  /** For how many days a device stays signed in. */
  days: number;
  zone: string;
};

/** Who is signed in here and on which devices, and the ways out. */
export function SessionsPage({ desk, sessions, own, days, zone }: SessionsPageProps) {
  const { r } = desk;
  const { name, role } = desk.user ?? { name: '', role: 'reporter' };
  const action = deskAddress(desk, '/sessions');
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.sessions.title')}
      lead={r.t('desk.sessions.who', { name, role: r.t(`desk.role.${role}`) })}
    >
      <p>
        <a href={deskAddress(desk, '/second-factor')}>{r.t('desk.factor.title')}</a>
      </p>
      <p class="muted">{r.t('desk.sessions.days', { days })}</p>
      <section class="sec-plain">
        <h2>{r.t('desk.sessions.devices')}</h2>
        <SessionList desk={desk} sessions={sessions} action={action} zone={zone} own={own} />
      </section>
      <DeskForm desk={desk} action={action}>
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

type ListProps = { desk: Desk; sessions: readonly SessionLine[]; action: string; zone: string; own?: string };

/** Devices that are signed in, each with its end; the one that asks has its own button. */
export function SessionList({ desk, sessions, action, zone, own }: ListProps) {
  const { r } = desk;
  const moment = (at: number) => momentWords(r, { at, zone });
  return (
    <ul class="desk-list">
      {sessions.map(({ id, device, createdAt, seenAt }) => (
        <li>
          <p>
            {deviceWords(desk, device)} {id === own ? <strong>{r.t('desk.sessions.this')}</strong> : null}
          </p>
          <p class="small muted">{r.t('desk.sessions.times', { since: moment(createdAt), seen: moment(seenAt) })}</p>
          {id === own ? null : (
            <DeskForm desk={desk} action={action}>
              <Hidden name="which" value={id} />
              <Actions>
                <Submit kind="plain">{r.t('desk.sessions.end')}</Submit>
              </Actions>
            </DeskForm>
          )}
        </li>
      ))}
    </ul>
  );
}
