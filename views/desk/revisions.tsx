import type { Incident } from '../../src/domain/incident.ts';
import { isMessageKey } from '../../src/i18n/translate.ts';
import { Actions, FieldError, Hidden, Submit } from '../parts/fields.tsx';
import { momentWords } from '../parts/moment.tsx';
import { type Desk, errorsOf } from './desk.ts';
import type { Problem } from './form-state.ts';
import { Changes, type HistoryLine } from './history.tsx';
import { incidentBack } from './incident-name.tsx';
import { DeskForm, DeskPage, incidentAddress } from './page.tsx';

export type RevisionLine = HistoryLine & { id: number };

/** Every revision of an incident, the last first. */
export function RevisionsPage({
  desk,
  incident,
  lines,
}: {
  desk: Desk;
  incident: Incident;
  lines: readonly RevisionLine[];
}) {
  const { r } = desk;
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.revisions.title')}
      back={incidentBack(desk, incident)}
      lead={r.t('desk.revisions.lead')}
    >
      <ol class="desk-list">
        {lines.map((line) => (
          <li>
            <p>
              <a href={incidentAddress(desk, incident.slug, `/revisions/${line.id}`)}>
                {lineWords(desk, line, incident.zone)}
              </a>
            </p>
            <p class="small muted">
              {[line.why, r.t('desk.revision.changes', { count: line.changes.length })].filter(Boolean).join(' · ')}
            </p>
          </li>
        ))}
      </ol>
    </DeskPage>
  );
}

export type RevisionProps = {
  desk: Desk;
  incident: Incident;
  line: RevisionLine;
  /** Of the desk's edition that is there now. */
  version: number;
  /** Whether the record reaches back to it. */
  restorable: boolean;
  problems: readonly Problem[];
};

/** One revision: what stood there and what came, and the way back to the state after it. */
export function RevisionPage({ desk, incident, line, version, restorable, problems }: RevisionProps) {
  const { r } = desk;
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.revisions.one', { id: String(line.id) })}
      back={{ href: incidentAddress(desk, incident.slug, '/revisions'), words: r.t('desk.revisions.title') }}
      lead={lineWords(desk, line, incident.zone)}
    >
      <FieldError name="" errors={errorsOf(desk, problems)} />
      {line.why === null ? null : <p>{line.why}</p>}
      {line.changes.length === 0 ? (
        <p class="muted">{r.t('desk.revisions.no_changes')}</p>
      ) : (
        <Changes desk={desk} changes={line.changes} zone={incident.zone} />
      )}
      {restorable ? (
        <DeskForm desk={desk} action={incidentAddress(desk, incident.slug, `/revisions/${line.id}/restoration`)}>
          <Hidden name="version" value={String(version)} />
          <p class="hint">{r.t('desk.restore.hint')}</p>
          <Actions>
            <Submit>{r.t('desk.restore.submit')}</Submit>
          </Actions>
        </DeskForm>
      ) : (
        <p class="hint">{r.t('desk.restore.none')}</p>
      )}
    </DeskPage>
  );
}

function lineWords({ r }: Desk, { at, who, act }: RevisionLine, zone: string): string {
  const key = `desk.act.${act}`;
  return r.t('desk.revision.line', {
    on: momentWords(r, { at, zone }),
    who: who ?? r.t('desk.revision.nobody'),
    what: isMessageKey(key) ? r.t(key) : act,
  });
}
