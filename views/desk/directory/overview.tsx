import type { Directory, Office } from '../../../src/domain/directory.ts';
import type { Finding } from '../../../src/domain/tenure-findings.ts';
import { inWords } from '../../incidents/told.tsx';
import { Pager } from '../../parts/pager.tsx';
import { Section } from '../../parts/section.tsx';
import { type Desk, isEditor } from '../desk.ts';
import { History, type HistoryLine } from '../history.tsx';
import { DeskPage, deskAddress } from '../page.tsx';
import { directoryBack } from './list.tsx';
import { LISTS } from './parts.ts';
import { findingWords, lineAddress } from './words.tsx';

export type OverviewProps = {
  desk: Desk;
  directory: Directory;
  /** Offices with something to look at in their terms, and how many there are besides. */
  findings: readonly { office: Office; findings: readonly Finding[] }[];
  more: number;
  history: readonly HistoryLine[];
  zone: string;
};

/** The directory at the desk: its lists, what to look at in the terms, what was changed last. */
export function DirectoryPage({ desk, directory, findings, more, history, zone }: OverviewProps) {
  const { r } = desk;
  return (
    <DeskPage desk={desk} title={r.t('desk.nav.directory')} lead={r.t('desk.directory.lead')}>
      {isEditor(desk) ? null : <p>{r.t('desk.directory.reporter')}</p>}
      <Section id="lists" title={r.t('desk.directory.lists')}>
        <ul class="desk-list">
          {LISTS.map((part) => (
            <li>
              <p>
                <a href={deskAddress(desk, `/directory/${part}`)}>{r.t(`desk.directory.list.${part}`)}</a>{' '}
                <span class="muted">{directory[part].length}</span>
              </p>
              <p class="small muted">{r.t(`desk.directory.about.${part}`)}</p>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="findings" title={r.t('desk.directory.findings')} note={r.t('desk.directory.findings.note')}>
        {findings.length === 0 ? <p>{r.t('desk.directory.findings.none')}</p> : null}
        <ul class="desk-list">
          {findings.map(({ office, findings: own }) => (
            <li>
              <p>
                <a href={lineAddress(desk, 'offices', office.id)}>{inWords(r, office.name, office.id)}</a>
              </p>
              <Findings desk={desk} directory={directory} findings={own} of="office" />
            </li>
          ))}
        </ul>
        {more === 0 ? null : (
          <p class="after">
            <a href={`${deskAddress(desk, '/directory', { findings: 'all' })}#findings`}>
              {r.t('desk.directory.findings.more', { count: more })}
            </a>
          </p>
        )}
      </Section>
      <Section id="history" title={r.t('desk.incident.history')}>
        {history.length === 0 ? <p class="muted">{r.t('desk.directory.no_history')}</p> : null}
        <History desk={desk} lines={history} zone={zone} />
        <p>
          <a href={deskAddress(desk, '/directory/revisions')}>{r.t('desk.revisions.title')}</a>
        </p>
      </Section>
    </DeskPage>
  );
}

type FindingsProps = { desk: Desk; directory: Directory; findings: readonly Finding[]; of: 'office' | 'official' };

/** What to look at, a sentence each. */
export function Findings({ desk, directory, findings, of }: FindingsProps) {
  if (findings.length === 0) return null;
  return (
    <ul class="desk-list-in">
      {findings.map((finding) => (
        <li>{findingWords(desk.r, directory, finding, of)}</li>
      ))}
    </ul>
  );
}

type RevisionsProps = { desk: Desk; lines: readonly HistoryLine[]; zone: string; next: number | null; first: boolean };

/** Every change of the directory, the newest first. */
export function DirectoryRevisionsPage({ desk, lines, zone, next, first }: RevisionsProps) {
  const { r } = desk;
  const path = '/directory/revisions';
  return (
    <DeskPage desk={desk} title={r.t('desk.revisions.title')} back={directoryBack(desk)}>
      {lines.length === 0 ? <p class="muted">{r.t('desk.directory.no_history')}</p> : null}
      <History desk={desk} lines={lines} zone={zone} />
      <Pager
        r={r}
        first={first ? undefined : deskAddress(desk, path)}
        next={next === null ? undefined : deskAddress(desk, path, { before: String(next) })}
      />
    </DeskPage>
  );
}
