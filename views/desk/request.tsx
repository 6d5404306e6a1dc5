import type { Incident } from '../../src/domain/incident.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { LETTER_LANGUAGES, type LetterLanguage, letterLink, type RequestLetter } from '../newsroom/request-letter.ts';
import { Choices } from '../parts/fields.tsx';
import { Section } from '../parts/section.tsx';
import { AskedReplies, type AskedReply } from './asked-replies.tsx';
import { type Desk, errorsOf } from './desk.ts';
import { FormFrame } from './form-frame.tsx';
import { type FormState, textOf } from './form-state.ts';
import { incidentBack } from './incident-name.tsx';
import { DeskPage, incidentAddress } from './page.tsx';
import { TimeFields, type TimeRead } from './time-fields.tsx';
import { channelWords, REQUEST_CHANNELS } from './waiting-lines.tsx';

export type RequestProps = {
  desk: Desk;
  incident: Incident;
  promise: { id: string; text: string };
  letters: Readonly<Record<LetterLanguage, RequestLetter>>;
  /** What was asked before. */
  before: readonly AskedReply[];
  state: FormState;
  reads: Readonly<Record<string, TimeRead | undefined>>;
  now: Instant;
};

/** The right of reply of a promise: the letter in two languages, and the note that it was sent. */
export function RequestPage(props: RequestProps) {
  const { desk, incident, promise, letters, state, reads } = props;
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  const field = (name: string) => ({ name, value: textOf(state.input, name), errors });
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.request.title')}
      back={incidentBack(desk, incident)}
      lead={r.t('desk.request.lead')}
    >
      <p class="cite">{promise.text}</p>
      <Before {...props} />
      {LETTER_LANGUAGES.map((lang) => (
        <Section id={`letter-${lang}`} title={r.t(`desk.request.letter.${lang}`)}>
          <p class="small">
            <a href={letterLink(letters[lang])}>{r.t('monday.letter.open')}</a>
          </p>
          <textarea
            class="copy"
            readonly
            rows={14}
            {...(lang === r.lang ? {} : { lang })}
            aria-label={r.t(`desk.request.letter.${lang}`)}
          >
            {`${letters[lang].subject}\n\n${letters[lang].text}`}
          </textarea>
        </Section>
      ))}
      <Section id="sent" title={r.t('desk.request.sent')}>
        <FormFrame
          desk={desk}
          action={incidentAddress(desk, incident.slug, `/promises/${promise.id}/request`)}
          state={state}
          submit={r.t('desk.request.add')}
          times
        >
          <Choices
            {...field('channel')}
            label={r.t('desk.request.channel')}
            column
            choices={REQUEST_CHANNELS.map((value) => ({ value, label: channelWords(desk, value) }))}
          />
          <Choices
            {...field('lang')}
            label={r.t('desk.request.lang')}
            choices={LETTER_LANGUAGES.map((value) => ({ value, label: r.t(`subscribe.lang.${value}`) }))}
          />
          <TimeFields
            r={r}
            name="asked"
            legend={r.t('desk.field.asked')}
            input={state.input}
            errors={errors}
            zone={incident.zone}
            read={reads.asked}
          />
        </FormFrame>
      </Section>
    </DeskPage>
  );
}

function Before({ desk, incident, before, now }: RequestProps) {
  if (before.length === 0) return null;
  return (
    <Section id="before" title={desk.r.t('desk.request.before')}>
      <AskedReplies desk={desk} incident={incident} replies={before} now={now} />
    </Section>
  );
}
