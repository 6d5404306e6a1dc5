import type { Child } from 'hono/jsx';
import type { Incident } from '../../src/domain/incident.ts';
import { Actions, ErrorSummary, FieldError, Hidden, Submit, TextField } from '../parts/fields.tsx';
import { type Desk, errorsOf } from './desk.ts';
import { type FormState, textOf } from './form-state.ts';
import { incidentBack } from './incident-name.tsx';
import { DeskForm, DeskPage, incidentAddress } from './page.tsx';

export type RemovalProps = {
  desk: Desk;
  incident: Incident;
  action: string;
  what: Child;
  seen: string;
  state: FormState;
};

/** A question before something is taken out of the record. */
export function RemovalPage({ desk, incident, action, what, seen, state }: RemovalProps) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  return (
    <DeskPage desk={desk} title={r.t('desk.removal.title')} back={incidentBack(desk, incident)}>
      <FieldError name="" errors={errors} />
      <div class="cite">
        <p>{what}</p>
      </div>
      <p class="hint">{r.t('desk.removal.lead')}</p>
      <DeskForm desk={desk} action={action}>
        <Hidden name="seen" value={seen} />
        <Actions>
          <Submit>{r.t('desk.removal.submit')}</Submit>
          <a class="button" href={incidentAddress(desk, incident.slug)}>
            {r.t('desk.cancel')}
          </a>
        </Actions>
      </DeskForm>
    </DeskPage>
  );
}

/** A question before the draft is thrown away. */
export function DraftRemovalPage({
  desk,
  incident,
  published,
}: {
  desk: Desk;
  incident: Incident;
  published: boolean;
}) {
  const { r } = desk;
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.draft.remove')}
      back={incidentBack(desk, incident)}
      lead={r.t(published ? 'desk.draft.remove.changes' : 'desk.draft.remove.whole')}
    >
      <DeskForm desk={desk} action={incidentAddress(desk, incident.slug, '/draft/removal')}>
        <Actions>
          <Submit>{r.t('desk.draft.remove')}</Submit>
          <a class="button" href={incidentAddress(desk, incident.slug)}>
            {r.t('desk.cancel')}
          </a>
        </Actions>
      </DeskForm>
    </DeskPage>
  );
}

/** A question before the incident leaves the site. */
export function UnpublishPage({ desk, incident, state }: { desk: Desk; incident: Incident; state: FormState }) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.unpublish.title')}
      back={incidentBack(desk, incident)}
      lead={r.t('desk.unpublish.lead')}
    >
      <ErrorSummary r={r} errors={errors} />
      <DeskForm desk={desk} action={incidentAddress(desk, incident.slug, '/unpublication')} class="desk-form">
        <TextField
          name="why"
          label={r.t('desk.unpublish.why')}
          hint={r.t('desk.publish.why.hint')}
          value={textOf(state.input, 'why')}
          errors={errors}
          maxlength={2000}
        />
        <Actions>
          <Submit>{r.t('desk.unpublish.submit')}</Submit>
          <a class="button" href={incidentAddress(desk, incident.slug)}>
            {r.t('desk.cancel')}
          </a>
        </Actions>
      </DeskForm>
    </DeskPage>
  );
}
