import type { Directory } from '../../src/domain/directory.ts';
import { INCIDENT_KINDS, type Incident } from '../../src/domain/incident.ts';
import { LANGUAGES } from '../../src/domain/words.ts';
import { Choices, type FormError, Select, TextArea, TextField } from '../parts/fields.tsx';
import { type Desk, errorsOf } from './desk.ts';
import { FormFrame } from './form-frame.tsx';
import { type FormState, type Input, textOf } from './form-state.ts';
import { incidentBack } from './incident-name.tsx';
import { OfficeField } from './office-field.tsx';
import { DeskPage, incidentAddress } from './page.tsx';
import { TimeFields, type TimeRead } from './time-fields.tsx';

export type IncidentEditProps = {
  desk: Desk;
  incident: Incident;
  directory: Pick<Directory, 'offices'>;
  /** Names of zones to choose from. */
  zones: readonly string[];
  state: FormState;
  seen: string;
  reads: { started: TimeRead | undefined; ended: TimeRead | undefined };
};

/** Everything of an incident but its entries, promises and checks. */
export function IncidentEditPage({ desk, incident, directory, zones, state, seen, reads }: IncidentEditProps) {
  const { r } = desk;
  const { input } = state;
  const errors = errorsOf(desk, state.problems);
  const field = (name: string) => ({ name, value: textOf(input, name), errors });
  const zone = textOf(input, 'zone') || incident.zone;
  return (
    <DeskPage desk={desk} title={r.t('desk.incident.edit')} back={incidentBack(desk, incident)}>
      <FormFrame
        desk={desk}
        action={incidentAddress(desk, incident.slug)}
        state={state}
        seen={seen}
        times
        submit={r.t('desk.save')}
      >
        <Languages desk={desk} input={input} errors={errors} />
        <Choices
          {...field('kind')}
          column
          label={r.t('desk.incident_kind')}
          choices={INCIDENT_KINDS.map((kind) => ({ value: kind, label: r.t(`desk.incident_kind.${kind}`) }))}
        />
        <TextField
          {...field('topic')}
          label={r.t('desk.field.topic')}
          hint={r.t('desk.field.topic.hint')}
          maxlength={80}
        />
        <OfficeField {...{ r, directory, incident, input, errors }} name="office" />
        <Select
          {...field('zone')}
          label={r.t('desk.field.zone')}
          choices={zones.map((name) => ({ value: name, label: name }))}
        />
        <TimeFields
          r={r}
          name="started"
          legend={r.t('desk.field.started')}
          input={input}
          errors={errors}
          zone={zone}
          read={reads.started}
          typed
          none={r.t('desk.field.started.none')}
        />
        <TimeFields
          r={r}
          name="ended"
          legend={r.t('desk.field.ended')}
          input={input}
          errors={errors}
          zone={zone}
          read={reads.ended}
          typed
          none={r.t('desk.field.ended.none')}
        />
        <TextField
          {...field('covered_until')}
          type="date"
          label={r.t('desk.field.covered_until')}
          hint={r.t('desk.field.covered_until.hint')}
        />
      </FormFrame>
    </DeskPage>
  );
}

/** Title and summary in each language, the reader's own first. */
function Languages({ desk: { r }, input, errors }: { desk: Desk; input: Input; errors: readonly FormError[] }) {
  const order = [r.lang, ...LANGUAGES.filter((lang) => lang !== r.lang)];
  const field = (name: string) => ({ name, value: textOf(input, name), errors });
  return (
    <fieldset class="field group">
      <legend>{r.t('desk.field.title')}</legend>
      <span class="hint">{r.t('desk.field.title.hint')}</span>
      {order.map((lang) => (
        <TextField
          {...field(`title_${lang}`)}
          label={`${r.t('desk.field.title')}, ${r.t(`desk.part.${lang}`)}`}
          maxlength={300}
        />
      ))}
      {order.map((lang) => (
        <TextArea
          {...field(`summary_${lang}`)}
          label={`${r.t('desk.field.summary')}, ${r.t(`desk.part.${lang}`)}`}
          rows={3}
          maxlength={2000}
          lang={lang}
        />
      ))}
    </fieldset>
  );
}
