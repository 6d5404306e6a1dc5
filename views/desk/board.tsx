import type { Child } from 'hono/jsx';
import type { WaitReason } from '../../src/domain/digest-due.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { ToCheck } from '../../src/domain/languages-to-check.ts';
import { shortHash } from '../evidence/shown.tsx';
import { dayWords } from '../format/dates.ts';
import { momentWords } from '../parts/moment.tsx';
import { Section } from '../parts/section.tsx';
import { Localised } from '../parts/words.tsx';
import { type Desk, isEditor } from './desk.ts';
import { Unsaved } from './kept.tsx';
import { toCheckWords } from './languages.tsx';
import type { LookChoices } from './look-now.tsx';
import { DeskPage, deskAddress, incidentAddress } from './page.tsx';
import type { ReviewState } from './review.tsx';
import { allWords, LookNoted, WaitingItems, type WaitingLines, type WaitingListName } from './waiting.tsx';

/** A draft on its way: whose words, and who said them. */
export type IncidentToCheck = { slug: string; title: Incident['title']; toCheck: readonly ToCheck[] };
export type BoardReview = { slug: string; title: Incident['title']; zone: string; review: ReviewState };

/** Everything that waits for somebody, as of now. */
export type Board = {
  /** Weeks whose digest is not out, and why. */
  digests: readonly { week: string; reason: 'missing' | WaitReason }[];
  /** Files of evidence that are missing or altered. */
  evidence: readonly { sha256: string; found: 'missing' | 'altered'; incident: string | null }[];
  /** What reporters published at night and no editor has looked at. `at` in UTC milliseconds. */
  night: readonly { slug: string; title: Incident['title']; at: number; who: string; zone: string }[];
  /** What waits in the record, one's own regions first. */
  waiting: readonly WaitingLines[];
  /** How many possible answers have waited too long. */
  lateAnswers: number;
  /** Drafts that editors have, and those that they gave back. */
  review: readonly BoardReview[];
  /** Incidents whose texts are to be checked in other languages. */
  toCheck: readonly IncidentToCheck[];
  returned: readonly BoardReview[];
  drafts: readonly { slug: string; title: Incident['title']; published: boolean; changedOn: string }[];
  /** There are more drafts than are listed. */
  moreDrafts: boolean;
  /** Whether one has chosen regions that come first. */
  hasRegions: boolean;
  /** Where the look that was just noted stands. */
  noted: string | null;
};

/** The first page of the desk: to log an incident at once, then what waits. */
export function BoardPage({ desk, board, look }: { desk: Desk; board: Board; look: LookChoices }) {
  const { r } = desk;
  const { digests, evidence, night, review, returned, drafts } = board;
  const empty =
    [digests, evidence, night, review, returned, drafts, board.toCheck].every((list) => list.length === 0) &&
    board.waiting.every(({ lines }) => lines.length === 0);
  const waiting = (...names: WaitingListName[]) =>
    board.waiting
      .filter(({ list }) => names.includes(list))
      .map((of) => <WaitingSection desk={desk} of={of} look={look} />);
  return (
    <DeskPage desk={desk} title={r.t('desk.board.title')}>
      <p class="acts">
        <a class="button go big" href={deskAddress(desk, '/incidents/new')}>
          {r.t('desk.incident.new')}
        </a>
      </p>
      <LookNoted desk={desk} slug={board.noted} />
      <Unsaved desk={desk} />
      {board.lateAnswers === 0 ? null : (
        <p class="fix">
          <strong>{r.t('desk.board.alarm', { count: board.lateAnswers })}</strong>{' '}
          <a href="#answers">{r.t('desk.board.alarm.link')}</a>
        </p>
      )}
      {empty ? <p class="muted">{r.t('desk.board.empty')}</p> : null}
      <p class="small muted">
        {board.hasRegions ? (
          r.t('desk.board.regions')
        ) : (
          <a href={`${deskAddress(desk, '/monday')}#setting`}>{r.t('desk.board.regions.none')}</a>
        )}
      </p>
      <Listed
        id="digests"
        title={r.t('desk.board.digests')}
        items={digests.map(({ week, reason }) => (
          <p>
            <a href={deskAddress(desk, `/digests/${week}`)}>{r.t('desk.digest.title', { week })}</a>{' '}
            {r.t(`desk.digest.state.${reason}`)}
          </p>
        ))}
      />
      <Listed
        id="night"
        title={r.t('desk.night.waits')}
        items={night.map(({ slug, title, at, who, zone }) => (
          <>
            <p>
              <a href={incidentAddress(desk, slug, '/publication')}>
                {Object.keys(title).length === 0 ? slug : <Localised r={r} texts={title} />}
              </a>
            </p>
            <p class="small muted">
              {momentWords(r, { at, zone })}, {who}
            </p>
          </>
        ))}
      />
      <Listed
        id="evidence"
        title={r.t('desk.board.evidence')}
        items={evidence.map(({ sha256, found, incident }) => {
          const words = r.t(`desk.evidence.found.${found}`, { hash: shortHash(sha256) });
          return (
            <p>{incident === null ? words : <a href={incidentAddress(desk, incident, '/evidence')}>{words}</a>}</p>
          );
        })}
      />
      {waiting('unlooked', 'soon', 'answers', 'silent')}
      <Listed
        id="review"
        title={r.t('desk.board.review')}
        items={review.map((line) => <InReview desk={desk} {...line} />)}
      />
      <Listed
        id="returned"
        title={r.t('desk.board.returned')}
        items={returned.map((line) => <InReview desk={desk} {...line} />)}
      />
      <Listed
        id="to-check"
        title={r.t('desk.languages.title')}
        items={board.toCheck.map(({ slug, title, toCheck }) => (
          <>
            <p>
              <a href={incidentAddress(desk, slug)}>
                <Localised r={r} texts={title} />
              </a>
            </p>
            {toCheck.map((each) => (
              <p class="small">{toCheckWords(desk, each)}</p>
            ))}
          </>
        ))}
      />
      {waiting('questions', 'replies')}
      <Listed
        id="drafts"
        title={r.t('desk.board.drafts')}
        items={drafts.map((line) => <Draft desk={desk} {...line} />)}
        all={board.moreDrafts ? <a href={deskAddress(desk, '/incidents')}>{r.t('desk.incidents.title')}</a> : undefined}
      />
      {waiting('stale')}
    </DeskPage>
  );
}

function WaitingSection({ desk, of, look }: { desk: Desk; of: WaitingLines; look: LookChoices }) {
  const { r } = desk;
  if (of.lines.length === 0) return null;
  const whole = !of.more && of.count <= of.lines.length;
  return (
    <Section
      id={of.list}
      title={r.t(`desk.board.${of.list}`)}
      note={
        whole ? String(of.lines.length) : <a href={deskAddress(desk, `/waiting/${of.list}`)}>{allWords(desk, of)}</a>
      }
    >
      <WaitingItems desk={desk} from="board" look={look} of={of} />
      {whole ? null : (
        <p>
          <a href={deskAddress(desk, `/waiting/${of.list}`)}>{allWords(desk, of)}</a>
        </p>
      )}
    </Section>
  );
}

function Listed({ id, title, items, all }: { id: string; title: string; items: Child[]; all?: Child }) {
  if (items.length === 0) return null;
  return (
    <Section id={id} title={title} note={String(items.length)}>
      <ul class="desk-list">
        {items.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
      {all === undefined ? null : <p>{all}</p>}
    </Section>
  );
}

function InReview({ desk, slug, title, zone, review }: { desk: Desk } & BoardReview) {
  const { r } = desk;
  const path = review.state === 'submitted' && isEditor(desk) ? '/publication' : '';
  return (
    <>
      <p>
        <a href={incidentAddress(desk, slug, path)}>
          <Localised r={r} texts={title} />
        </a>
      </p>
      <p class="small">
        {r.t(`desk.review.${review.state}`, {
          on: momentWords(r, { at: review.at, zone }),
          who: review.who ?? r.t('desk.revision.nobody'),
        })}
      </p>
      {review.words === null ? null : <p class="small">{review.words}</p>}
    </>
  );
}

function Draft({ desk, slug, title, published, changedOn }: { desk: Desk } & Board['drafts'][number]) {
  const { r } = desk;
  return (
    <>
      <p>
        <a href={incidentAddress(desk, slug)}>
          <Localised r={r} texts={title} />
        </a>
      </p>
      <p class="small muted">
        {`${r.t(published ? 'desk.incidents.state.changed' : 'desk.incidents.state.draft')} · ${r.t('desk.incidents.changed')}: ${dayWords(r, changedOn)}`}
      </p>
    </>
  );
}
