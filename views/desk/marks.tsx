import { type Entry, QUESTIONS } from '../../src/domain/entry.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { Choices, fieldId } from '../parts/fields.tsx';
import { langOf } from '../parts/words.tsx';
import { entryLabel } from './choices.ts';
import { type Desk, errorsOf } from './desk.ts';
import { FormFrame } from './form-frame.tsx';
import { type FormState, textsOf } from './form-state.ts';
import { incidentBack } from './incident-name.tsx';
import { DeskPage, incidentAddress } from './page.tsx';
import { MARKED, PromiseWords, SelectedWords } from './selected-words.tsx';

export type MarksProps = { desk: Desk; incident: Incident; entry: Entry; state: FormState; seen: string };

const SAID = fieldId('said');

/** The words of a statement that is saved already: which of them are a promise, its term, or answer one of the five questions. */
export function MarksPage({ desk, incident, entry, state, seen }: MarksProps) {
  const { r } = desk;
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.marks.page')}
      back={incidentBack(desk, incident)}
      lead={entryLabel(r, { ...entry, text: '', quote: null }, incident.zone).replace(/:\s*$/, '')}
    >
      <FormFrame
        desk={desk}
        action={incidentAddress(desk, incident.slug, `/entries/${entry.id}/marks`)}
        state={state}
        seen={seen}
        submit={r.t('desk.marks.submit')}
      >
        <div class="field">
          <label for={SAID}>{r.t('desk.marks.said')}</label>
          <span class="hint" id={`${SAID}-hint`}>
            {r.t('desk.marks.said.hint')}
          </span>
          <textarea id={SAID} readonly rows={8} aria-describedby={`${SAID}-hint`} {...langOf(r, entry.lang)}>
            {entry.quote ?? entry.text ?? ''}
          </textarea>
        </div>
        <SelectedWords r={r} of={[SAID]} promise={MARKED} />
        <PromiseWords r={r} input={state.input} open />
        <Choices
          name="answers"
          many
          column
          label={r.t('desk.field.answers')}
          hint={r.t('desk.field.answers.hint')}
          errors={errorsOf(desk, state.problems)}
          value={textsOf(state.input, 'answers')}
          choices={QUESTIONS.map((question) => ({ value: question, label: r.t(`desk.question.${question}`) }))}
        />
        <p class="hint">{r.t('desk.marks.submit.hint')}</p>
      </FormFrame>
    </DeskPage>
  );
}
