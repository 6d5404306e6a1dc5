import type { Directory, Office } from '../../src/domain/directory.ts';
import { Actions, Choices, ErrorSummary, Select, Submit, TextField, Understood } from '../parts/fields.tsx';
import { zoneWords } from '../parts/moment.tsx';
import { localWords } from '../parts/words.tsx';
import { officeChoices } from './choices.ts';
import { type Desk, errorsOf } from './desk.ts';
import { type FormState, textOf } from './form-state.ts';
import { DeskForm, DeskPage, deskAddress } from './page.tsx';
import { NEVER_AN_ERROR_PAGE, type TimeRead, TimeReadBack } from './time-fields.tsx';

export type IncidentNewProps = {
  desk: Desk;
  directory: Pick<Directory, 'offices'>;
  topics: readonly ('power' | 'water' | 'gas' | 'heat' | 'explosion' | 'other')[];
  state: FormState;
  /** What was understood of what was typed. */
  read: NewRead;
};

export type NewRead = { office: Office | undefined; started: TimeRead | undefined; now: number };

/** The shortest way to log an incident: where, what, since when. */
export function IncidentNewPage({ desk, directory, topics, state, read }: IncidentNewProps) {
  const { r } = desk;
  const { input } = state;
  const errors = errorsOf(desk, state.problems);
  const value = (name: string) => textOf(input, name);
  return (
    <DeskPage desk={desk} title={r.t('desk.incident.new')}>
      <ErrorSummary r={r} errors={errors} />
      <DeskForm desk={desk} action={deskAddress(desk, '/incidents')} class="desk-form">
        <div {...readingBack(desk)}>
          <TextField
            name="where"
            label={r.t('desk.incident.where')}
            hint={r.t('desk.incident.where.hint')}
            value={value('where')}
            errors={errors}
            list="places"
            autocomplete="off"
            maxlength={200}
          />
          <Places desk={desk} offices={directory.offices} />
          <details {...(errors.some(({ field }) => field === 'where') || value('office') !== '' ? { open: true } : {})}>
            <summary>{r.t('desk.incident.choose')}</summary>
            <Select
              name="office"
              label={r.t('desk.incident.who')}
              none={r.t('desk.incident.who.none')}
              choices={officeChoices(r, directory)}
              value={value('office')}
            />
          </details>
          <Choices
            name="topic"
            label={r.t('desk.incident.what')}
            value={value('topic')}
            errors={errors}
            choices={topics.map((topic) => ({ value: topic, label: r.t(`desk.topic.${topic}`) }))}
          />
          <Choices
            name="when"
            column
            label={r.t('desk.incident.when')}
            value={value('when') || 'now'}
            choices={WHENS.map((when) => ({ value: when, label: r.t(`desk.incident.when.${when}`) }))}
          />
          <TextField
            name="typed"
            label={r.t('desk.incident.typed')}
            hint={r.t('desk.incident.typed.hint')}
            value={value('typed')}
            errors={errors}
            autocomplete="off"
            maxlength={120}
          />
        </div>
        <div id="new-read">
          <NewReadBack desk={desk} read={read} />
        </div>
        <Submit kind="big">{r.t('desk.incident.create')}</Submit>
        <p class="hint">{r.t('desk.incident.draft.hint')}</p>
        <Actions>
          <Submit kind="plain" name="act" value="read">
            {r.t('desk.time.show')}
          </Submit>
        </Actions>
      </DeskForm>
    </DeskPage>
  );
}

const WHENS = ['now', '30', 'typed'] as const;

/** The server says what it understood, whenever a field has changed. */
const readingBack = (desk: Desk) => ({
  'hx-post': deskAddress(desk, '/incidents/reading'),
  'hx-trigger': 'change',
  'hx-include': 'closest form',
  'hx-target': '#new-read',
  'hx-swap': 'innerHTML',
  ...NEVER_AN_ERROR_PAGE,
});

/** Who is responsible there, and when it began, as far as both were understood. */
export function NewReadBack({ desk: { r }, read }: { desk: Desk; read: NewRead }) {
  const { office, started, now } = read;
  return (
    <>
      {office === undefined ? null : (
        <Understood
          id="where-read"
          words={localWords(r, office.name)}
          note={zoneWords(r, office.zone, started?.span.earliest ?? now)}
        />
      )}
      {started === undefined ? null : <TimeReadBack r={r} id="typed-read" read={started} />}
    </>
  );
}

function Places({ desk: { r }, offices }: { desk: Desk; offices: readonly Office[] }) {
  const places = offices.filter(({ kind }) => kind === 'akim').map((office) => localWords(r, office.region));
  const others = offices.filter(({ kind }) => kind !== 'akim').map((office) => localWords(r, office.name));
  return (
    <datalist id="places">
      {[...new Set([...places, ...others])]
        .filter((words) => words !== '')
        .map((words) => (
          <option value={words} />
        ))}
    </datalist>
  );
}
