import type { Directory } from '../../src/domain/directory.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { keyOfSpeaker, type Speaker } from '../../src/domain/speakers.ts';
import { Choices, TextField } from '../parts/fields.tsx';
import { speakerWords } from './capture.tsx';
import type { Desk } from './desk.ts';
import { type Input, textOf } from './form-state.ts';
import { incidentAddress } from './page.tsx';
import { NEVER_AN_ERROR_PAGE } from './time-fields.tsx';

const FOUND_ID = 'speakers-found';

export type SpeakerFindProps = {
  desk: Desk;
  incident: Incident;
  directory: Directory;
  input: Input;
  /** Who spoke last, or whom the typed words name. */
  speakers: readonly Speaker[];
};

/** Who spoke last, one touch each; and a field that finds anybody of the directory, by its button where no script is. */
export function SpeakerFind(props: SpeakerFindProps) {
  const { desk, incident, input } = props;
  const { r } = desk;
  return (
    <>
      <div
        hx-post={incidentAddress(desk, incident.slug, '/speakers')}
        hx-trigger="input delay:250ms"
        hx-include="closest form"
        hx-target={`#${FOUND_ID}`}
        hx-swap="outerMorph"
        hx-sync="this:replace"
        {...NEVER_AN_ERROR_PAGE}
      >
        <TextField
          name="find"
          type="search"
          label={r.t('desk.capture.find')}
          hint={r.t('desk.capture.find.hint')}
          value={textOf(input, 'find')}
          autocomplete="off"
          maxlength={120}
        />
      </div>
      <p class="acts">
        <button type="submit" name="act" value="read">
          {r.t('desk.speaker.find')}
        </button>
      </p>
      <SpeakersFound {...props} />
    </>
  );
}

/** Those found; one is taken before the lists below. */
export function SpeakersFound({ desk: { r }, directory, input, speakers }: SpeakerFindProps) {
  if (speakers.length === 0)
    return (
      <p class="hint" id={FOUND_ID} role="status">
        {textOf(input, 'find') === '' ? '' : r.t('desk.speaker.none')}
      </p>
    );
  return (
    <div id={FOUND_ID}>
      <Choices
        name="speaker"
        column
        label={r.t(textOf(input, 'find') === '' ? 'desk.speaker.last' : 'desk.speaker.found')}
        value={textOf(input, 'speaker')}
        choices={[
          ...speakers.map((speaker) => ({
            value: keyOfSpeaker(speaker),
            label: speakerWords(r, directory, speaker),
          })),
          { value: '', label: r.t('desk.speaker.below') },
        ]}
      />
    </div>
  );
}
