import type { Directory, Office } from '../../src/domain/directory.ts';
import type { Texts } from '../../src/domain/words.ts';
import { Actions, Choices, ErrorSummary, Submit, TextArea, TextField, Understood } from '../parts/fields.tsx';
import { zoneWords } from '../parts/moment.tsx';
import { localWords } from '../parts/words.tsx';
import { type Desk, errorsOf } from './desk.ts';
import { type FormState, textOf } from './form-state.ts';
import { CopyFields, KeptStatus, OlderCopies, SignInDialog } from './kept.tsx';
import { OfficeField } from './office-field.tsx';
import { DeskForm, DeskPage, deskAddress, incidentAddress } from './page.tsx';
import { type HeldShown, isNeeded, PhotoFields } from './photo-fields.tsx';
import { NEVER_AN_ERROR_PAGE, type TimeRead, TimeReadBack } from './time-fields.tsx';

export type IncidentNewProps = {
  desk: Desk;
  directory: Pick<Directory, 'offices'>;
  topics: readonly ('power' | 'water' | 'gas' | 'heat' | 'explosion' | 'other')[];
  /** Where the reporter was last, and his own regions. */
  places: readonly string[];
  state: FormState;
  /** What was understood of what was typed. */
  read: NewRead;
  /** Photos that came before and wait for the form. */
  held: HeldShown;
};

export type NewRead = {
  office: Office | undefined;
  started: TimeRead | undefined;
  now: number;
  /** Incidents of the same office that may have begun on the same day. */
  same: readonly { slug: string; title: Texts; topic: string }[];
};

/** The shortest way to log an incident: where, what, since when. */
export function IncidentNewPage(props: IncidentNewProps) {
  const { desk, directory, topics, places, state, read, held } = props;
  const { r } = desk;
  const { input } = state;
  const errors = errorsOf(desk, state.problems);
  const value = (name: string) => textOf(input, name);
  return (
    <DeskPage desk={desk} title={r.t('desk.incident.new')}>
      <ErrorSummary r={r} errors={errors} />
      <OlderCopies desk={desk} form="/desk/incidents" input={input} />
      <DeskForm desk={desk} action={deskAddress(desk, '/incidents')} class="desk-form" kept files>
        <CopyFields desk={desk} input={input} />
        <div {...readingBack(desk)}>
          {places.length === 0 ? null : (
            <Choices
              name="known"
              label={r.t('desk.incident.where')}
              value={value('known')}
              choices={places.map((place) => ({ value: place, label: place }))}
              column
            />
          )}
          <TextField
            name="where"
            label={r.t(places.length === 0 ? 'desk.incident.where' : 'desk.incident.where.other')}
            hint={r.t('desk.incident.where.hint')}
            value={value('where')}
            autofocus={places.length === 0 && errors.length === 0}
            errors={errors}
            list="places"
            autocomplete="off"
            maxlength={200}
          />
          <Places desk={desk} offices={directory.offices} />
          <details
            {...(errors.some(({ field }) => field === 'where') || `${value('office')}${value('office_find')}` !== ''
              ? { open: true }
              : {})}
          >
            <summary>{r.t('desk.incident.choose')}</summary>
            <OfficeField {...{ r, directory, input, errors }} name="office" none={r.t('desk.incident.who.none')} />
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
        <details {...(isBoxOpen(props) ? { open: true } : {})}>
          <summary>{r.t('desk.incident.box')}</summary>
          <TextArea
            name="box"
            label={r.t('desk.capture.box')}
            hint={r.t('desk.incident.box.hint')}
            value={value('box')}
            rows={3}
            maxlength={20_000}
          />
          <PhotoFields desk={desk} state={state} held={held} whose />
        </details>
        <Submit kind="big">{r.t('desk.incident.create')}</Submit>
        <p class="hint">{r.t('desk.incident.draft.hint')}</p>
        <Actions>
          <Submit kind="plain" name="act" value="read">
            {r.t('desk.time.show')}
          </Submit>
        </Actions>
        <KeptStatus desk={desk} />
      </DeskForm>
      <SignInDialog desk={desk} />
    </DeskPage>
  );
}

/** Something is in the box already, or was and could not be taken. */
const isBoxOpen = ({ state, held }: IncidentNewProps): boolean =>
  textOf(state.input, 'box') !== '' || isNeeded({ state, held });

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
export function NewReadBack({ desk, read }: { desk: Desk; read: NewRead }) {
  const { r } = desk;
  const { office, started, now, same } = read;
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
      {same.length === 0 ? null : (
        <div class="cite" id="same-day" role="status">
          <p>
            <b>{r.t('desk.incident.same_day')}</b>
          </p>
          <ul class="links">
            {same.map(({ slug, title }) => (
              <li>
                <a href={incidentAddress(desk, slug)}>{localWords(r, title)}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
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
