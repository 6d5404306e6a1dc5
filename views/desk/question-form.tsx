import type { Directory } from '../../src/domain/directory.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { LANGUAGES } from '../../src/domain/words.ts';
import { Choices, Select, TextArea, TextField } from '../parts/fields.tsx';
import { entryChoices, networkChoices, officeChoices } from './choices.ts';
import { type Desk, errorsOf } from './desk.ts';
import { FormFrame } from './form-frame.tsx';
import { type FormState, textOf } from './form-state.ts';
import { incidentBack } from './incident-name.tsx';
import { DeskPage, incidentAddress } from './page.tsx';
import { SourceFields } from './source-fields.tsx';
import { TimeFields, type TimeRead } from './time-fields.tsx';

/** What may become of a question; *unanswered* is not yet. */
export const BECAME = ['unanswered', 'full', 'formal', 'redirected', 'removed'] as const;
export type Became = (typeof BECAME)[number];

export type QuestionFormProps = {
  desk: Desk;
  incident: Incident;
  directory: Directory;
  state: FormState;
  /** The question that is edited; null: a new one. */
  id: string | null;
  seen?: string | undefined;
  reads: { at: TimeRead | undefined; removed: TimeRead | undefined };
};

/** A question put to an office, and what became of it. domain.md, What a statement answers. */
export function QuestionFormPage({ desk, incident, directory, state, id, seen, reads }: QuestionFormProps) {
  const { r } = desk;
  const { input } = state;
  const errors = errorsOf(desk, state.problems);
  const field = (name: string) => ({ name, value: textOf(input, name), errors });
  const times = (name: 'at' | 'removed') => ({
    r,
    name,
    input,
    errors,
    zone: incident.zone,
    read: reads[name],
    typed: true,
  });
  return (
    <DeskPage
      desk={desk}
      title={r.t(id === null ? 'desk.asked.new' : 'desk.asked.edit')}
      back={incidentBack(desk, incident)}
      lead={r.t('desk.asked.lead')}
    >
      <FormFrame
        desk={desk}
        action={incidentAddress(desk, incident.slug, id === null ? '/questions' : `/questions/${id}`)}
        state={state}
        seen={seen}
        times
        submit={r.t(id === null ? 'desk.asked.add' : 'desk.save')}
        more={
          id === null ? null : (
            <a class="button" href={incidentAddress(desk, incident.slug, `/entries/${id}`)}>
              {r.t('desk.entry.edit')}
            </a>
          )
        }
      >
        <Select
          {...field('asked_of')}
          label={r.t('desk.asked.of')}
          none={r.t('desk.nobody')}
          choices={officeChoices(r, directory, incident)}
        />
        <TimeFields {...times('at')} legend={r.t('desk.asked.when')} />
        <TextArea {...field('text')} label={r.t('desk.asked.text')} rows={3} maxlength={20_000} />
        <TextArea {...field('quote')} label={r.t('desk.asked.quote')} rows={3} maxlength={20_000} />
        <Select
          {...field('lang')}
          label={r.t('desk.field.lang')}
          choices={LANGUAGES.map((lang) => ({ value: lang, label: r.t(`desk.part.${lang}`) }))}
        />
        <Select
          {...field('network')}
          label={r.t('desk.asked.where')}
          none={r.t('desk.nothing')}
          choices={networkChoices(r)}
        />
        <TextField
          {...field('channel_url')}
          type="url"
          inputmode="url"
          label={r.t('desk.field.channel_url')}
          maxlength={2000}
        />
        <SourceFields r={r} name="source" legend={r.t('desk.field.source')} input={input} errors={errors} />
        <Choices
          {...field('became')}
          column
          label={r.t('desk.asked.became')}
          choices={BECAME.map((value) => ({
            value,
            label: r.t(`desk.asked.became.${value}`),
            ...(value === 'removed' ? { hint: r.t('desk.asked.became.removed.hint') } : {}),
          }))}
        />
        <Select
          {...field('answered_by')}
          label={r.t('desk.asked.answered_by')}
          hint={r.t('desk.asked.answered_by.hint')}
          none={r.t('desk.nothing')}
          choices={entryChoices(r, incident, (entry) => entry.id !== id && entry.kind !== 'question')}
        />
        <TimeFields {...times('removed')} legend={r.t('desk.asked.removed')} none={r.t('desk.time.none')} />
      </FormFrame>
    </DeskPage>
  );
}
