import type { Child } from 'hono/jsx';
import type { Calendar } from '../../src/domain/calendar.ts';
import type { CalendarChange } from '../../src/domain/calendar-change.ts';
import type { CalendarMove } from '../../src/domain/calendar-moves.ts';
import type { Texts } from '../../src/domain/words.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
import { dayWords, shortDayWords } from '../format/dates.ts';
import { wallWords } from '../format/deadline-reason.ts';
import { Actions, FieldError, Hidden, Submit, TextArea, TextField } from '../parts/fields.tsx';
import { Section } from '../parts/section.tsx';
import { SourceLink } from '../parts/source-link.tsx';
import { Localised } from '../parts/words.tsx';
import { type Desk, errorsOf, isEditor } from './desk.ts';
import { FormFrame } from './form-frame.tsx';
import { type FormState, type Input, type Problem, textOf } from './form-state.ts';
import { History, type HistoryLine } from './history.tsx';
import { DeskForm, DeskPage, deskAddress, incidentAddress } from './page.tsx';

export type CalendarChanged = CalendarChange & { id: number; addedOn: LocalDate };

export type CalendarPageProps = {
  desk: Desk;
  calendar: Calendar;
  /** The years of the built-in table. */
  builtIn: readonly number[];
  changes: readonly CalendarChanged[];
  history: readonly HistoryLine[];
  zone: string;
};

/** The years that the working calendar covers with their days, and what editors added to it. */
export function CalendarPage({ desk, calendar, builtIn, changes, history, zone }: CalendarPageProps) {
  const { r } = desk;
  return (
    <DeskPage desk={desk} title={r.t('desk.calendar.title')} lead={r.t('desk.calendar.lead')}>
      {isEditor(desk) ? (
        <p class="acts">
          {(['year', 'decree'] as const).map((kind) => (
            <a class="button" href={deskAddress(desk, '/calendar/new', { kind })}>
              {r.t(`desk.calendar.add.${kind}`)}
            </a>
          ))}
        </p>
      ) : (
        <p>{r.t('desk.calendar.reporter')}</p>
      )}
      <Section id="added" title={r.t('desk.calendar.added')}>
        {changes.length === 0 ? (
          <p class="muted">{r.t('desk.calendar.none_added')}</p>
        ) : (
          <ul class="desk-list">
            {[...changes].reverse().map((change) => (
              <li id={`change-${change.id}`}>
                <ChangeWords desk={desk} change={change} />
                <p class="small muted">
                  {r.t('desk.calendar.added_on', { on: dayWords(r, change.addedOn, { form: 'on' }) })}
                </p>
                {isEditor(desk) ? (
                  <p class="small">
                    <a href={deskAddress(desk, `/calendar/changes/${change.id}/removal`)}>
                      {r.t('desk.calendar.remove')}
                    </a>
                  </p>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section id="years" title={r.t('desk.calendar.years')}>
        {[...calendar.years].reverse().map((year) => (
          <YearDays desk={desk} calendar={calendar} year={year} own={!builtIn.includes(year)} />
        ))}
      </Section>
      {history.length === 0 ? null : (
        <Section id="history" title={r.t('desk.incident.history')}>
          <History desk={desk} lines={history} zone={zone} />
        </Section>
      )}
    </DeskPage>
  );
}

function YearDays({ desk, calendar, year, own }: { desk: Desk; calendar: Calendar; year: number; own: boolean }) {
  const { r } = desk;
  const of = (days: readonly LocalDate[]) => days.filter((on) => on.startsWith(`${year}-`));
  const [off, working] = [of(calendar.daysOff), of(calendar.workingWeekendDays)];
  return (
    <details id={`year-${year}`}>
      <summary>
        {r.t(own ? 'desk.calendar.year_added' : 'desk.calendar.year', { year: String(year), count: off.length })}
      </summary>
      <Days r={desk.r} label={r.t('desk.calendar.off')} days={off} />
      <Days r={desk.r} label={r.t('desk.calendar.working')} days={working} />
    </details>
  );
}

/** Days of one year on one line; none is said to be none. */
function Days({ r, label, days }: { r: Desk['r']; label: Child; days: readonly LocalDate[] }) {
  return (
    <p>
      <b>{label}:</b>{' '}
      {days.length === 0 ? r.t('desk.calendar.no_days') : days.map((on) => shortDayWords(r, on)).join(', ')}
    </p>
  );
}

/** A year or a decree: its days, its source, its note. */
type ChangeWordsProps = { desk: Desk; change: CalendarChange; heading?: 'h2' | 'h3' };

function ChangeWords({ desk, change, heading: Heading = 'h3' }: ChangeWordsProps) {
  const { r } = desk;
  return (
    <>
      <Heading>{r.t(`desk.calendar.change.${change.kind}`, { year: String(change.year) })}</Heading>
      <Days r={r} label={r.t('desk.calendar.off')} days={change.off} />
      <Days r={r} label={r.t('desk.calendar.working')} days={change.working} />
      {change.note === null ? null : <p class="small">{change.note}</p>}
      <p class="small">
        <SourceLink r={r} source={{ kind: 'link', title: null, url: change.source, archive: null, count: null }} />
      </p>
    </>
  );
}

/** A year with all its days, or a decree on some of them. */
export function CalendarChangePage({ desk, state, years }: { desk: Desk; state: FormState; years: readonly number[] }) {
  const { r } = desk;
  const { input } = state;
  const errors = errorsOf(desk, state.problems);
  const field = (name: string) => ({ name, value: textOf(input, name), errors });
  const kind = textOf(input, 'kind') === 'decree' ? 'decree' : 'year';
  const span = { first: String(years[0] ?? ''), last: String(years.at(-1) ?? '') };
  return (
    <DeskPage
      desk={desk}
      title={r.t(`desk.calendar.add.${kind}`)}
      back={calendarBack(desk)}
      lead={r.t(`desk.calendar.lead.${kind}`, span)}
    >
      <FormFrame
        desk={desk}
        action={deskAddress(desk, '/calendar/changes')}
        state={state}
        submit={r.t('desk.calendar.see')}
      >
        <Hidden name="kind" value={kind} />
        <TextField {...field('year')} inputmode="numeric" maxlength={4} label={r.t('desk.field.year')} />
        <TextArea
          {...field('off')}
          rows={4}
          maxlength={5000}
          label={r.t(`desk.calendar.field.off.${kind}`)}
          hint={r.t('desk.calendar.field.days.hint')}
        />
        <TextArea
          {...field('working')}
          rows={2}
          maxlength={5000}
          label={r.t('desk.calendar.field.working')}
          hint={r.t('desk.calendar.field.working.hint')}
        />
        <TextField
          {...field('source')}
          type="url"
          inputmode="url"
          maxlength={2000}
          label={r.t('desk.calendar.field.source')}
          hint={r.t('desk.calendar.field.source.hint')}
        />
        <TextField {...field('note')} maxlength={2000} label={r.t('desk.calendar.field.note')} />
      </FormFrame>
    </DeskPage>
  );
}

const calendarBack = (desk: Desk) => ({ href: deskAddress(desk, '/calendar'), words: desk.r.t('desk.calendar.title') });

export type CalendarConfirmProps = {
  desk: Desk;
  change: CalendarChange;
  /** The id of the change that would be removed; null: it would be added. */
  remove: number | null;
  /** Changes that would no longer make sense: they have to be undone first. */
  leaning: readonly CalendarChange[];
  moved: readonly {
    slug: string;
    state: 'draft' | 'public';
    title: Texts;
    texts: Readonly<Record<string, string>>;
    moves: readonly CalendarMove[];
  }[];
  seen: string;
  /** What was typed, to be sent again with the confirmation. */
  input: Input;
  problems: readonly Problem[];
  /** What readers see moves only when another editor publishes it. */
  asDrafts: boolean;
};

const FIELDS = ['kind', 'year', 'off', 'working', 'source', 'note'];

/** Every due day that would move, before anything holds: old and new, with one button that makes it so. */
export function CalendarConfirmPage({
  desk,
  change,
  remove,
  leaning,
  moved,
  seen,
  input,
  problems,
  asDrafts,
}: CalendarConfirmProps) {
  const { r } = desk;
  const place = remove === null ? '/calendar/changes' : `/calendar/changes/${remove}/removal`;
  const count = moved.reduce((sum, { moves }) => sum + moves.length, 0);
  return (
    <DeskPage
      desk={desk}
      title={r.t(remove === null ? 'desk.calendar.confirm' : 'desk.calendar.confirm_removal')}
      back={calendarBack(desk)}
    >
      <FieldError name="" errors={errorsOf(desk, problems)} />
      <ChangeWords desk={desk} change={change} heading="h2" />
      {leaning.length === 0 ? null : (
        <section class="sec-plain wrong" id="leaning">
          <h2>{r.t('desk.calendar.leaning')}</h2>
          {leaning.map((one) => (
            <ChangeWords desk={desk} change={one} />
          ))}
        </section>
      )}
      <section class="sec-plain" id="moves">
        <h2>{r.t('desk.calendar.moves', { count })}</h2>
        {count === 0 ? null : <MoveTable desk={desk} moved={moved} />}
        {count > 0 && asDrafts ? <p>{r.t('desk.calendar.as_drafts')}</p> : null}
      </section>
      <DeskForm desk={desk} action={deskAddress(desk, place)}>
        <Hidden name="seen" value={seen} />
        {remove !== null ? null : FIELDS.map((name) => <Hidden name={name} value={textOf(input, name)} />)}
        <Actions>
          {leaning.length > 0 ? null : (
            <Submit>{r.t(remove === null ? 'desk.calendar.hold' : 'desk.calendar.undo', { count })}</Submit>
          )}
          {remove === null ? (
            <Submit kind="plain" name="act" value="back">
              {r.t('desk.calendar.back')}
            </Submit>
          ) : null}
          <a class="button" href={deskAddress(desk, '/calendar')}>
            {r.t('desk.cancel')}
          </a>
        </Actions>
      </DeskForm>
    </DeskPage>
  );
}

function MoveTable({ desk, moved }: Pick<CalendarConfirmProps, 'desk' | 'moved'>) {
  const { r } = desk;
  const due = (wall: string | null) => (wall === null ? r.t('desk.calendar.no_day') : wallWords(r, wall));
  return (
    <table class="t t-fold">
      <caption class="hide">{r.t('desk.calendar.moves_caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{r.t('desk.calendar.promise')}</th>
          <th scope="col">{r.t('desk.field.phrase')}</th>
          <th scope="col">{r.t('desk.calendar.was')}</th>
          <th scope="col">{r.t('desk.calendar.becomes')}</th>
        </tr>
      </thead>
      <tbody>
        {moved.flatMap(({ slug, state, title, texts, moves }) =>
          moves.map((move) => (
            <tr>
              <th scope="row">
                <a href={`${incidentAddress(desk, slug)}#promise-${move.promise}`}>
                  {texts[move.promise] ?? move.promise}
                </a>
                <small>
                  <Localised r={r} texts={title} />
                  {state === 'draft' ? `, ${r.t('desk.incidents.state.draft')}` : null}
                  {move.change === null ? null : `, ${r.t('desk.calendar.of_move')}`}
                </small>
              </th>
              <td data-l={r.t('desk.field.phrase')}>{move.phrase}</td>
              <td data-l={r.t('desk.calendar.was')}>{due(move.was)}</td>
              <td data-l={r.t('desk.calendar.becomes')}>{due(move.becomes)}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}
