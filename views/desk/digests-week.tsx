import type { LineName } from '../../src/domain/digest-edit.ts';
import type { Texts } from '../../src/domain/words.ts';
import { LANGUAGES } from '../../src/domain/words.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { Actions, ErrorSummary, FieldError, Hidden, Select, Submit, TextArea, TextField } from '../parts/fields.tsx';
import { momentWords } from '../parts/moment.tsx';
import { Section } from '../parts/section.tsx';
import { cut } from './choices.ts';
import { type Desk, errorsOf, isEditor } from './desk.ts';
import { minuteOf, type WeekState, WeekStateWords } from './digests.tsx';
import { Deliveries, type DeliveriesShown } from './digests-deliveries.tsx';
import { FormFrame } from './form-frame.tsx';
import { type FormState, fresh, inputOf, textOf } from './form-state.ts';
import { History, type HistoryLine } from './history.tsx';
import { DeskForm, DeskPage, deskAddress } from './page.tsx';

/** A line that may be struck. `words`: how the desk calls it; `key`: how a form names it. */
export type DeskLine = LineName & { key: string; words: string };
/** `applies`: the week has such a line now. */
export type DeskStrike = DeskLine & { reason: string; who: string | null; at: Instant; applies: boolean };

/** Which form was refused, and what was typed into it. */
export type WeekForms = Partial<Record<'hold' | 'foreword' | 'strike', FormState>>;

export type DigestWeekProps = {
  desk: Desk;
  week: string;
  days: string;
  state: WeekState;
  zone: string;
  /** Whether the week has ended: only then it has lines, a preview, and can be issued. */
  ended: boolean;
  held: { at: Instant; who: string | null; why: string } | null;
  releasedAt: Instant | null;
  /** Whether a release would change anything. */
  mayRelease: boolean;
  mayIssue: boolean;
  foreword: Texts;
  forewordSeen: string;
  lines: readonly DeskLine[];
  strikes: readonly DeskStrike[];
  deliveries: DeliveriesShown;
  history: readonly HistoryLine[];
  forms: WeekForms;
  /** What is wrong with the page as a whole. */
  problem: FormState;
};

const backToList = (desk: Desk) => ({ href: deskAddress(desk, '/digests'), words: desk.r.t('desk.digests.title') });

/** `/desk/digests/:week`: where it stands, and what editors do with it before it goes out. */
export function DigestWeekPage(props: DigestWeekProps) {
  const { desk, week, days, state, zone, history, deliveries, problem, forms } = props;
  const { r } = desk;
  const issued = state.state === 'issued';
  const problems = [problem, ...Object.values(forms)].flatMap((form) => form.problems);
  return (
    <DeskPage desk={desk} title={r.t('desk.digest.title', { week })} lead={days} back={backToList(desk)}>
      {Object.keys(forms).length > 0 ? null : <ErrorSummary r={r} errors={errorsOf(desk, problems)} />}
      <FieldError name="" errors={errorsOf(desk, problem.problems)} />
      <Standing {...props} />
      {issued ? <Added {...props} /> : null}
      {issued || !isEditor(desk) ? null : (
        <>
          <Foreword {...props} />
          <Strikes {...props} />
        </>
      )}
      {issued || isEditor(desk) ? null : <Added {...props} />}
      {issued ? <Deliveries desk={desk} week={week} shown={deliveries} /> : null}
      {history.length === 0 ? null : (
        <Section id="history" title={r.t('desk.incident.history')}>
          <History desk={desk} lines={history} zone={zone} />
        </Section>
      )}
    </DeskPage>
  );
}

const at = (desk: Desk, { week }: { week: string }, path: string): string =>
  deskAddress(desk, `/digests/${week}${path}`);

function Standing(props: DigestWeekProps) {
  const { desk, week, state, zone, ended, held, releasedAt, mayRelease, mayIssue, forms } = props;
  const { r } = desk;
  const moment = (instant: Instant) => momentWords(r, { at: minuteOf(instant), zone, form: 'on' });
  const open = state.state !== 'issued' && isEditor(desk);
  const form = forms.hold ?? fresh();
  return (
    <section class="sec-plain" id="standing">
      <p>
        <WeekStateWords r={r} state={state} zone={zone} />
      </p>
      {held === null ? null : (
        <p>
          {r.t('desk.digest.held.why', {
            who: held.who ?? r.t('desk.revision.nobody'),
            on: momentWords(r, { at: minuteOf(held.at), zone }),
            why: held.why,
          })}
        </p>
      )}
      {releasedAt === null || state.state === 'issued' ? null : (
        <p>{r.t('desk.digest.state.released', { on: moment(releasedAt) })}</p>
      )}
      <p class="acts">
        {!ended ? null : state.state === 'issued' ? (
          <a class="button" href={address(r.lang, `/digests/${week}`)}>
            {r.t('desk.digest.public')}
          </a>
        ) : (
          <a class="button" href={at(desk, props, '/preview')}>
            {r.t('desk.digest.preview')}
          </a>
        )}
        {open && mayIssue ? (
          <a class="button" href={at(desk, props, '/issue')}>
            {r.t('desk.digest.issue')}
          </a>
        ) : null}
      </p>
      {state.state === 'issued' || isEditor(desk) ? null : <p>{r.t('desk.digest.editors')}</p>}
      {open && mayRelease ? (
        <DeskForm desk={desk} action={at(desk, props, '/release')} class="desk-form">
          <p class="hint">{r.t('desk.digest.release.hint')}</p>
          <Submit>{r.t('desk.digest.release')}</Submit>
        </DeskForm>
      ) : null}
      {open && held === null ? (
        <FormFrame desk={desk} action={at(desk, props, '/hold')} state={form} submit={r.t('desk.digest.hold')}>
          <TextField
            name="why"
            label={r.t('desk.digest.hold.why')}
            hint={r.t('desk.digest.hold.why.hint')}
            value={textOf(form.input, 'why')}
            errors={errorsOf(desk, form.problems)}
            maxlength={2000}
          />
        </FormFrame>
      ) : null}
    </section>
  );
}

function Foreword(props: DigestWeekProps) {
  const { desk, foreword, forewordSeen, forms } = props;
  const { r } = desk;
  const stored = inputOf(Object.fromEntries(LANGUAGES.map((lang) => [`foreword_${lang}`, foreword[lang]])));
  const form = forms.foreword ?? fresh(stored);
  const errors = errorsOf(desk, form.problems);
  return (
    <Section id="foreword" title={r.t('desk.digest.foreword')}>
      <p class="hint">{r.t('desk.digest.foreword.hint')}</p>
      <FormFrame
        desk={desk}
        action={at(desk, props, '/foreword')}
        state={form}
        seen={forewordSeen}
        submit={r.t('desk.save')}
      >
        {LANGUAGES.map((lang) => (
          <TextArea
            name={`foreword_${lang}`}
            label={`${r.t('desk.field.foreword')}, ${r.t(`desk.part.${lang}`)}`}
            lang={lang}
            value={textOf(form.input, `foreword_${lang}`)}
            errors={errors}
            maxlength={5000}
          />
        ))}
      </FormFrame>
    </Section>
  );
}

const WORDS_LENGTH = 120;

function Strikes(props: DigestWeekProps) {
  const { desk, lines, strikes, forms, ended } = props;
  const { r } = desk;
  const form = forms.strike ?? fresh();
  const errors = errorsOf(desk, form.problems);
  if (!ended && strikes.length === 0) return null;
  return (
    <Section id="strikes" title={r.t('desk.digest.strikes')}>
      <StruckList {...props} />
      {lines.length === 0 ? (
        <p>{r.t('desk.digest.no_lines')}</p>
      ) : (
        <FormFrame desk={desk} action={at(desk, props, '/strikes')} state={form} submit={r.t('desk.digest.strike')}>
          <Select
            name="line"
            label={r.t('desk.digest.strike.line')}
            none={r.t('desk.digest.strike.none')}
            choices={lines.map(({ key, words }) => ({ value: key, label: cut(words, WORDS_LENGTH) }))}
            value={textOf(form.input, 'line')}
            errors={errors}
          />
          <TextArea
            name="reason"
            label={r.t('desk.digest.strike.reason')}
            hint={r.t('desk.digest.strike.reason.hint')}
            rows={2}
            value={textOf(form.input, 'reason')}
            errors={errors}
            maxlength={2000}
          />
        </FormFrame>
      )}
    </Section>
  );
}

/** What editors added, where nothing can be changed: after the issue, and for a reporter. */
function Added(props: DigestWeekProps) {
  const { desk, strikes, foreword } = props;
  const { r } = desk;
  const written = LANGUAGES.flatMap((lang) => (foreword[lang] ? [{ lang, text: foreword[lang] }] : []));
  return (
    <>
      {written.length === 0 ? null : (
        <Section id="foreword" title={r.t('desk.digest.foreword')}>
          {written.map(({ lang, text }) => (
            <p {...(lang === r.lang ? {} : { lang })}>{text}</p>
          ))}
        </Section>
      )}
      {strikes.length === 0 ? null : (
        <Section id="strikes" title={r.t('desk.digest.strikes')}>
          <StruckList {...props} />
        </Section>
      )}
    </>
  );
}

function StruckList(props: DigestWeekProps) {
  const { desk, strikes, state, zone } = props;
  const { r } = desk;
  if (strikes.length === 0) return null;
  const editable = state.state !== 'issued' && isEditor(desk);
  return (
    <ul class="desk-list">
      {strikes.map(({ key, words, reason, who, at: struckAt, applies }) => (
        <li>
          <p>
            <del>{cut(words, WORDS_LENGTH)}</del>
          </p>
          <p class="small">
            {r.t('desk.digest.strike.by', {
              who: who ?? r.t('desk.revision.nobody'),
              on: momentWords(r, { at: minuteOf(struckAt), zone }),
              reason,
            })}
          </p>
          {editable ? (
            <DeskForm desk={desk} action={at(desk, props, '/strikes/removal')}>
              <Hidden name="line" value={key} />
              <Submit kind="plain">{r.t('desk.digest.unstrike')}</Submit>
            </DeskForm>
          ) : null}
          {applies ? null : <p class="small">{r.t('desk.digest.strike.gone')}</p>}
        </li>
      ))}
    </ul>
  );
}

/** A question before the week goes out. */
export function DigestIssuePage({
  desk,
  week,
  days,
  count,
}: {
  desk: Desk;
  week: string;
  days: string;
  count: number;
}) {
  const { r } = desk;
  const back = deskAddress(desk, `/digests/${week}`);
  return (
    <DeskPage
      desk={desk}
      title={`${r.t('desk.digest.issue')}: ${week}`}
      lead={days}
      back={{ href: back, words: r.t('desk.digest.title', { week }) }}
    >
      <p>{r.t('desk.digest.issue.lead', { count })}</p>
      <DeskForm desk={desk} action={deskAddress(desk, `/digests/${week}/issue`)}>
        <Actions>
          <Submit kind="big">{r.t('desk.digest.issue')}</Submit>
          <a class="button" href={back}>
            {r.t('desk.cancel')}
          </a>
        </Actions>
      </DeskForm>
    </DeskPage>
  );
}
