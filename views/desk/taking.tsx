import type { Incident } from '../../src/domain/incident.ts';
import type { TakenBack, Way } from '../../src/domain/taken-back.ts';
import { Actions, Choices, ErrorSummary, FieldError, Submit, TextArea } from '../parts/fields.tsx';
import { momentWords } from '../parts/moment.tsx';
import { cut } from './choices.ts';
import { type Desk, errorsOf } from './desk.ts';
import { type FormState, textOf, textsOf } from './form-state.ts';
import { incidentBack } from './incident-name.tsx';
import { DeskForm, DeskPage, deskAddress, incidentAddress } from './page.tsx';

/** A promise or an entry that may be ticked: `promise:results`, and how the desk calls it. */
export type PartChoice = { value: string; label: string };

/** What was taken back, with the words of its part. `who` null: the program. */
export type TakingLine = TakenBack & {
  id: number;
  words: string;
  who: string | null;
  lifted: { at: number; why: string } | null;
};

export type TakingProps = {
  desk: Desk;
  incident: Incident;
  way: Way;
  choices: readonly PartChoice[];
  takings: readonly TakingLine[];
  state: FormState;
};

const WORDS_LENGTH = 160;

/** The question before something is taken down by a court, or struck out: what, and why. */
export function TakingPage({ desk, incident, way, choices, takings, state }: TakingProps) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  const down = way === 'taken_down';
  return (
    <DeskPage
      desk={desk}
      title={r.t(`desk.taking.${way}.title`)}
      back={incidentBack(desk, incident)}
      lead={r.t(`desk.taking.${way}.lead`)}
    >
      <ErrorSummary r={r} errors={errors} />
      <DeskForm
        desk={desk}
        action={incidentAddress(desk, incident.slug, down ? '/takedown' : '/retraction')}
        class="desk-form"
      >
        {down ? (
          <Choices
            name="what"
            label={r.t('desk.taking.what')}
            choices={[
              { value: 'whole', label: r.t('desk.taking.whole') },
              { value: 'parts', label: r.t('desk.taking.parts') },
            ]}
            value={textOf(state.input, 'what')}
            errors={errors}
            column
          />
        ) : null}
        {choices.length === 0 ? (
          <>
            <p class="muted">{r.t('desk.taking.none')}</p>
            <FieldError name="part" errors={errors} />
          </>
        ) : (
          <Choices
            name="part"
            label={r.t('desk.taking.lines')}
            hint={r.t(`desk.taking.${way}.resting`)}
            choices={choices.map(({ value, label }) => ({ value, label: cut(label, WORDS_LENGTH) }))}
            value={textsOf(state.input, 'part')}
            errors={errors}
            many
            column
          />
        )}
        <TextArea
          name="why"
          label={r.t('desk.taking.why')}
          hint={r.t(`desk.taking.${way}.why`)}
          value={textOf(state.input, 'why')}
          errors={errors}
          maxlength={2000}
        />
        <Actions>
          <Submit>{r.t(`desk.taking.${way}.submit`)}</Submit>
          <a class="button" href={incidentAddress(desk, incident.slug)}>
            {r.t('desk.cancel')}
          </a>
        </Actions>
      </DeskForm>
      <Takings desk={desk} incident={incident} takings={takings} />
    </DeskPage>
  );
}

/** What was taken back so far, and the way to lift it. */
function Takings({ desk, incident, takings }: Pick<TakingProps, 'desk' | 'incident' | 'takings'>) {
  const { r } = desk;
  if (takings.length === 0) return null;
  return (
    <section class="sec-plain">
      <h2>{r.t('desk.taking.past')}</h2>
      <ul class="desk-list">
        {takings.map((taking) => (
          <li>
            <TakingWords desk={desk} incident={incident} taking={taking} />
            {taking.lifted === null ? (
              <p>
                <a href={incidentAddress(desk, incident.slug, `/takings/${taking.id}/lifting`)}>
                  {r.t('desk.taking.lift')}
                </a>
              </p>
            ) : (
              <p class="small">
                {r.t('desk.taking.lifted', {
                  on: momentWords(r, { at: taking.lifted.at, zone: incident.zone }),
                  why: taking.lifted.why,
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function TakingWords({ desk: { r }, incident, taking }: { desk: Desk; incident: Incident; taking: TakingLine }) {
  const { part, way, at, who, words, why } = taking;
  const on = momentWords(r, { at, zone: incident.zone });
  return (
    <>
      <p class="small muted">
        {r.t('desk.revision.line', {
          on,
          who: who ?? r.t('desk.revision.nobody'),
          what: r.t(`desk.act.${way}`),
        })}
      </p>
      <p>{part.kind === 'incident' ? r.t('desk.taking.whole') : cut(words, WORDS_LENGTH)}</p>
      <p class="small">{why}</p>
    </>
  );
}

/** The question before a takedown or a retraction is lifted. */
export function LiftingPage({
  desk,
  incident,
  taking,
  state,
}: {
  desk: Desk;
  incident: Incident;
  taking: TakingLine;
  state: FormState;
}) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.taking.lift')}
      back={incidentBack(desk, incident)}
      lead={r.t(taking.way === 'retracted' ? 'desk.taking.lift.retracted' : 'desk.taking.lift.taken_down')}
    >
      <ErrorSummary r={r} errors={errors} />
      <div class="cite">
        <TakingWords desk={desk} incident={incident} taking={taking} />
      </div>
      <DeskForm
        desk={desk}
        action={incidentAddress(desk, incident.slug, `/takings/${taking.id}/lifting`)}
        class="desk-form"
      >
        <TextArea
          name="why"
          label={r.t('desk.taking.lift.why')}
          value={textOf(state.input, 'why')}
          errors={errors}
          maxlength={2000}
        />
        <Actions>
          <Submit>{r.t('desk.taking.lift')}</Submit>
          <a class="button" href={incidentAddress(desk, incident.slug)}>
            {r.t('desk.cancel')}
          </a>
        </Actions>
      </DeskForm>
    </DeskPage>
  );
}

/** The question before an incident is taken down of which nothing is left but its history. */
export function GoneTakingPage({ desk, slug, state }: { desk: Desk; slug: string; state: FormState }) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.taking.taken_down.title')}
      back={{ href: deskAddress(desk, '/incidents'), words: r.t('desk.incidents.title') }}
      lead={r.t('desk.taking.gone', { slug })}
    >
      <ErrorSummary r={r} errors={errors} />
      <DeskForm desk={desk} action={incidentAddress(desk, slug, '/takedown')} class="desk-form">
        <TextArea
          name="why"
          label={r.t('desk.taking.why')}
          hint={r.t('desk.taking.taken_down.why')}
          value={textOf(state.input, 'why')}
          errors={errors}
          maxlength={2000}
        />
        <Actions>
          <Submit>{r.t('desk.taking.taken_down.submit')}</Submit>
        </Actions>
      </DeskForm>
    </DeskPage>
  );
}
