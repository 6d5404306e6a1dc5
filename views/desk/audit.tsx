import { Actions, Select, Submit } from '../parts/fields.tsx';
import { momentWords } from '../parts/moment.tsx';
import { Pager } from '../parts/pager.tsx';
import { DESK_ROLES, type Desk } from './desk.ts';
import { deviceWords } from './device.ts';
import { DeskPage, deskAddress } from './page.tsx';

/** What a line of the log may tell, in the order of the list. */
export const AUDITED = [
  'signed_in',
  'sign_in_failed',
  'signed_out',
  'session_ended',
  'code_given',
  'code_failed',
  'link_made',
  'password_asked',
  'password_set',
  'factor_added',
  'factor_removed',
  'codes_renewed',
  'user_added',
  'user_disabled',
  'role_changed',
  'night_given',
  'night_taken',
  'settings_changed',
  'published',
  'night_card',
  'corrected',
  'unpublished',
  'taken_down',
  'retracted',
  'lifted',
  'issued',
  'directory_changed',
  'imported',
  'exported',
] as const;
export type AuditWord = (typeof AUDITED)[number];

/** One thing that was done. `at` in UTC milliseconds. */
export type AuditLine = {
  id: number;
  at: number;
  kind: AuditWord;
  user: number | null;
  via: 'desk' | 'import' | 'command';
  subject: { kind: 'incident' | 'directory' | 'user' | 'digest' | 'settings'; id: string } | null;
  note: string | null;
};

export type AuditPageProps = {
  desk: Desk;
  lines: readonly AuditLine[];
  users: readonly { id: number; name: string }[];
  filter: { user?: number; kind?: AuditWord };
  /** Whether this is not the first page. */
  begun: boolean;
  /** The last line of this page, where there are more. */
  next: number | null;
  zone: string;
};

/** What was done, by whom, newest first. */
export function AuditPage(props: AuditPageProps) {
  const { desk, lines, users, filter, begun, next, zone } = props;
  const { r } = desk;
  const query = {
    ...(filter.user === undefined ? {} : { user: String(filter.user) }),
    ...(filter.kind === undefined ? {} : { kind: filter.kind }),
  };
  const here = (more: Record<string, string> = {}) => deskAddress(desk, '/audit', { ...query, ...more });
  return (
    <DeskPage desk={desk} title={r.t('desk.audit.title')} lead={r.t('desk.audit.lead')}>
      <p class="small muted">{r.t('desk.audit.zone', { zone })}</p>
      <form class="f filter" method="get" action={deskAddress(desk, '/audit')}>
        <div class="filter-fields">
          <Select
            name="user"
            label={r.t('desk.audit.who')}
            none={r.t('desk.audit.everybody')}
            value={query.user ?? null}
            choices={users.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
          <Select
            name="kind"
            label={r.t('desk.audit.what')}
            none={r.t('desk.audit.everything')}
            value={filter.kind ?? null}
            choices={AUDITED.map((kind) => ({ value: kind, label: r.t(`desk.audit.kind.${kind}`) }))}
          />
        </div>
        <Actions>
          <Submit>{r.t('filter.show')}</Submit>
        </Actions>
      </form>
      {lines.length === 0 ? <p class="muted">{r.t('desk.audit.none')}</p> : null}
      <ul class="desk-list">
        {lines.map((line) => (
          <li>
            <Line {...props} line={line} />
          </li>
        ))}
      </ul>
      <Pager
        r={r}
        first={begun ? here() : undefined}
        next={next === null ? undefined : here({ before: String(next) })}
      />
    </DeskPage>
  );
}

function Line({ desk, line, users, zone }: AuditPageProps & { line: AuditLine }) {
  const { r } = desk;
  const nameOf = (id: number | null) => users.find((user) => user.id === id)?.name;
  const who = nameOf(line.user) ?? r.t(line.via === 'desk' ? 'desk.audit.nobody' : 'desk.audit.command');
  const about = aboutWords(desk, line, nameOf);
  return (
    <>
      <p class="small muted">
        {momentWords(r, { at: line.at, zone })} · {who}
      </p>
      <p>
        {r.t(`desk.audit.kind.${line.kind}`)}
        {about === null ? null : <>: {about}</>}
      </p>
    </>
  );
}

function aboutWords(desk: Desk, { subject, user, note, kind }: AuditLine, nameOf: (id: number) => string | undefined) {
  const { r } = desk;
  const more = noteWords(desk, kind, note);
  if (subject === null) return more;
  if (subject.kind === 'incident') return <a href={deskAddress(desk, `/incidents/${subject.id}`)}>{subject.id}</a>;
  if (subject.kind === 'settings') return r.t(SETTINGS[subject.id] ?? 'desk.settings.title');
  if (subject.kind === 'digest') return subject.id;
  if (subject.kind === 'directory') return more;
  const about = Number(subject.id) === user ? null : (nameOf(Number(subject.id)) ?? subject.id);
  return [about, more].filter(Boolean).join(', ') || null;
}

function noteWords(desk: Desk, kind: AuditWord, note: string | null): string | null {
  if (note === null) return null;
  if (kind === 'signed_in' || kind === 'session_ended') return deviceWords(desk, note);
  const role = DESK_ROLES.find((known) => known === note);
  if (kind === 'role_changed' && role !== undefined) return desk.r.t(`desk.role.${role}`);
  return kind === 'link_made' ? null : note;
}

const SETTINGS: Readonly<Record<string, 'desk.settings.four_eyes' | 'desk.settings.code' | 'desk.settings.newsroom'>> =
  {
    'desk.four_eyes': 'desk.settings.four_eyes',
    'desk.publication_code': 'desk.settings.code',
    newsroom: 'desk.settings.newsroom',
  };
