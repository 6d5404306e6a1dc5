import type { Incident } from '../../src/domain/incident.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { Submit, TextArea } from '../parts/fields.tsx';
import { momentWords } from '../parts/moment.tsx';
import { type Desk, errorsOf } from './desk.ts';
import { type FormState, textOf } from './form-state.ts';
import { DeskForm, incidentAddress } from './page.tsx';

/** Where a draft stands between reporter and editor. `who` null: the program; `words`: the note or the comment. */
export type ReviewState = { state: 'submitted' | 'returned'; at: Instant; who: string | null; words: string | null };

/** The same in words. */
export function ReviewWords({ desk: { r }, review, zone }: { desk: Desk; review: ReviewState; zone: string }) {
  const { state, at, who, words } = review;
  const on = momentWords(r, { at, zone });
  return (
    <div class={state === 'returned' ? 'cite wrong' : 'cite'} id="review">
      <p>
        <strong>{r.t(`desk.review.${state}`, { on, who: who ?? r.t('desk.revision.nobody') })}</strong>
      </p>
      {words === null ? null : <p>{words}</p>}
    </div>
  );
}

type ReviewFormProps = { desk: Desk; incident: Incident; form: FormState };

/** Gives the draft to the editors. */
export function SubmitForm({ desk, incident, form }: ReviewFormProps) {
  const { r } = desk;
  return (
    <DeskForm desk={desk} action={incidentAddress(desk, incident.slug, '/review')} class="desk-form">
      <TextArea
        name="note"
        label={r.t('desk.review.note')}
        value={textOf(form.input, 'note')}
        errors={errorsOf(desk, form.problems)}
        rows={2}
        maxlength={2000}
      />
      <Submit kind="big">{r.t('desk.review.submit')}</Submit>
    </DeskForm>
  );
}

/** Gives the draft back to its reporter. */
export function ReturnForm({ desk, incident, form }: ReviewFormProps) {
  const { r } = desk;
  return (
    <section class="sec-plain">
      <h2>{r.t('desk.review.return.title')}</h2>
      <DeskForm desk={desk} action={incidentAddress(desk, incident.slug, '/review/return')} class="desk-form">
        <TextArea
          name="comment"
          label={r.t('desk.review.comment')}
          hint={r.t('desk.review.comment.hint')}
          value={textOf(form.input, 'comment')}
          errors={errorsOf(desk, form.problems)}
          maxlength={2000}
        />
        <Submit>{r.t('desk.review.return')}</Submit>
      </DeskForm>
    </section>
  );
}
