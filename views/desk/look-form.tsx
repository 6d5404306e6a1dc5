import type { Incident } from '../../src/domain/incident.ts';
import type { Language } from '../../src/domain/words.ts';
import { Choices, Select, TextArea } from '../parts/fields.tsx';
import { Section } from '../parts/section.tsx';
import { cut, entryChoices, networkChoices, promiseChoices } from './choices.ts';
import { type Desk, errorsOf } from './desk.ts';
import { FormFrame } from './form-frame.tsx';
import { type FormState, textOf, textsOf } from './form-state.ts';
import { incidentBack } from './incident-name.tsx';
import { DeskPage, incidentAddress } from './page.tsx';
import { type HeldShown, NOTHING_HELD, PhotoFields } from './photo-fields.tsx';
import { SourceFields } from './source-fields.tsx';
import { TimeFields, type TimeRead } from './time-fields.tsx';

export type LookFormProps = {
  desk: Desk;
  incident: Incident;
  state: FormState;
  /** Which one of the list is edited; null: a new one. */
  index: number | null;
  seen?: string | undefined;
  reads: Readonly<Record<string, TimeRead | undefined>>;
  /** Who else could have looked. */
  colleagues?: readonly string[];
  /** Screenshots that came before and wait for the form. */
  held?: HeldShown;
  /** Of a reply: what the newsroom's own site may say of it. */
  paragraphs?: readonly { lang: Language; text: string }[];
};

/** Somebody looked, and found something or nothing. Silence is claimed only on the strength of checks. */
export function CheckFormPage({ desk, incident, state, index, seen, reads, colleagues = [], held }: LookFormProps) {
  const { r } = desk;
  const { input } = state;
  const errors = errorsOf(desk, state.problems);
  const gone = state.between?.gone ?? false;
  const field = (name: string) => ({ name, value: textOf(input, name), errors });
  const goals = [{ value: 'first_post', label: r.t('desk.check.first_post') }, ...promiseChoices(incident.promises)];
  return (
    <DeskPage
      desk={desk}
      title={r.t(index === null ? 'desk.check.new' : 'desk.check.edit')}
      back={incidentBack(desk, incident)}
      lead={r.t('desk.check.lead')}
    >
      <FormFrame
        desk={desk}
        action={incidentAddress(desk, incident.slug, index === null ? '/checks' : `/checks/${index + 1}`)}
        state={state}
        seen={seen}
        times
        files={index === null}
        submit={r.t(index === null ? 'desk.check.add' : 'desk.save')}
        more={<RemovalLink {...{ desk, incident, index, gone }} list="checks" />}
      >
        <Select {...field('for')} label={r.t('desk.field.for')} choices={goals} />
        <div class="field pick-2">
          <Choices
            name="channels"
            many
            label={r.t('desk.field.channels')}
            errors={errors}
            value={textsOf(input, 'channels')}
            choices={networkChoices(r, true)}
          />
        </div>
        <TimeFields
          r={r}
          name="at"
          legend={r.t('desk.check.at')}
          hint={r.t('desk.check.at.hint')}
          input={input}
          errors={errors}
          zone={incident.zone}
          read={reads.at}
          typed
        />
        <Select
          {...field('found')}
          label={r.t('desk.field.found')}
          hint={r.t('desk.field.found.hint')}
          none={r.t('desk.check.nothing')}
          choices={entryChoices(r, incident)}
        />
        <Choices
          name="looked"
          column
          label={r.t('desk.field.looked')}
          value={textOf(input, 'looked') || 'we'}
          choices={(['we', 'source'] as const).map((who) => ({ value: who, label: r.t(`desk.looked.${who}`) }))}
        />
        {index === null ? (
          <Select
            {...field('second')}
            label={r.t('desk.field.second')}
            hint={r.t('desk.field.second.hint')}
            none={r.t('desk.look.second.none')}
            choices={colleagues.map((name) => ({ value: name, label: name }))}
          />
        ) : null}
        {index === null ? (
          <PhotoFields desk={desk} state={state} held={held ?? NOTHING_HELD} label={r.t('desk.check.shot')} open />
        ) : null}
        <details {...(textOf(input, 'looked') === 'source' ? { open: true } : {})}>
          <summary>{r.t('desk.check.by_source')}</summary>
          <SourceFields r={r} name="by" legend={r.t('desk.check.source')} input={input} errors={errors} />
        </details>
        <TextArea
          {...field('note')}
          label={r.t('desk.field.note')}
          hint={r.t('desk.check.note.hint')}
          rows={2}
          maxlength={2000}
        />
      </FormFrame>
    </DeskPage>
  );
}

/** A reply that was asked of an office, and what came of it. */
export function ReplyFormPage({ desk, incident, state, index, seen, reads, paragraphs = [] }: LookFormProps) {
  const { r } = desk;
  const { input } = state;
  const errors = errorsOf(desk, state.problems);
  const gone = state.between?.gone ?? false;
  const field = (name: string) => ({ name, value: textOf(input, name), errors });
  const lines = [
    ...promiseChoices(incident.promises).map(({ value, label }) => ({
      value,
      label: r.t('desk.reply.to_promise', { words: cut(label, 70) }),
    })),
    ...entryChoices(r, incident),
  ];
  return (
    <DeskPage
      desk={desk}
      title={r.t(index === null ? 'desk.reply.new' : 'desk.reply.edit')}
      back={incidentBack(desk, incident)}
      lead={r.t('desk.reply.lead')}
    >
      <FormFrame
        desk={desk}
        action={incidentAddress(desk, incident.slug, index === null ? '/replies' : `/replies/${index + 1}`)}
        state={state}
        seen={seen}
        times
        submit={r.t(index === null ? 'desk.reply.add' : 'desk.save')}
        more={<RemovalLink {...{ desk, incident, index, gone }} list="replies" />}
      >
        <Select {...field('to')} label={r.t('desk.field.to')} none={r.t('desk.choose')} choices={lines} />
        <TimeFields
          r={r}
          name="asked"
          legend={r.t('desk.field.asked')}
          input={input}
          errors={errors}
          zone={incident.zone}
          read={reads.asked}
          typed
          none={r.t('desk.reply.not_asked')}
        />
        <TimeFields
          r={r}
          name="at"
          legend={r.t('desk.reply.at')}
          input={input}
          errors={errors}
          zone={incident.zone}
          read={reads.at}
          typed
          none={r.t('desk.reply.none')}
        />
        <TextArea {...field('text')} label={r.t('desk.reply.text')} rows={4} maxlength={20_000} />
        <SourceFields r={r} name="source" legend={r.t('desk.field.source')} input={input} errors={errors} />
      </FormFrame>
      {paragraphs.length === 0 ? null : (
        <Section id="paragraph" title={r.t('desk.paragraph.title')} note={r.t('desk.paragraph.lead')}>
          {paragraphs.map(({ lang, text }) => (
            <p>
              <label for={`paragraph-${lang}`}>{r.t(`desk.paragraph.${lang}`)}</label>
              <textarea id={`paragraph-${lang}`} class="copy" readonly rows={6} {...(lang === r.lang ? {} : { lang })}>
                {text}
              </textarea>
            </p>
          ))}
        </Section>
      )}
    </DeskPage>
  );
}

function RemovalLink({
  desk,
  incident,
  list,
  index,
  gone,
}: {
  desk: Desk;
  incident: Incident;
  list: 'checks' | 'replies';
  index: number | null;
  gone: boolean;
}) {
  if (index === null || gone) return null;
  return (
    <a class="button" href={incidentAddress(desk, incident.slug, `/${list}/${index + 1}/removal`)}>
      {desk.r.t('desk.remove')}
    </a>
  );
}
