import { entryOf } from '../../src/domain/entry.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { promisor } from '../../src/domain/office.ts';
import type { Network } from '../../src/domain/source.ts';
import { Hidden, Submit } from '../parts/fields.tsx';
import { networkChoices } from './choices.ts';
import type { Desk } from './desk.ts';
import { DeskForm, incidentAddress } from './page.tsx';

/** What a look in one press needs to know. */
export type LookChoices = {
  /** Where to look, by office: the last choice, else the office's own accounts. */
  networks: ReadonlyMap<string, readonly (Network | 'any')[]>;
  /** Who else could have looked: the names of colleagues. */
  colleagues: readonly string[];
};

/** From which page the press comes: there it leads back. */
export type LookFrom = 'board' | 'monday' | 'incident' | WaitingFrom;
type WaitingFrom = 'unlooked' | 'soon' | 'stale' | 'silent';

export type LookNowProps = {
  desk: Desk;
  incident: Incident;
  /** The id of a promise, or `first_post`. */
  what: string;
  from: LookFrom;
  look: LookChoices;
};

/** The office whose words one looks for: of a promise whoever made it, of the first post whoever answers for the incident. */
export function lookedFor(incident: Incident, what: string): string {
  const promise = incident.promises.find(({ id }) => id === what);
  if (promise === undefined || !incident.entries.some(({ id }) => id === promise.madeIn)) return incident.office;
  return entryOf(incident, promise.madeIn).by === null ? incident.office : promisor(promise, incident).office;
}

/** "Looked, found nothing" in one press, with where; what claims silence also names who looked too, or has a screenshot. */
export function LookNow({ desk, incident, what, from, look }: LookNowProps) {
  const { r } = desk;
  const networks = look.networks.get(lookedFor(incident, what)) ?? [];
  const silence = what === 'first_post';
  const names = networkChoices(r, true);
  const chosen = names.filter(({ value }) => networks.some((network) => network === value));
  const where = chosen.map(({ label }) => label).join(', ');
  return (
    <DeskForm desk={desk} action={incidentAddress(desk, incident.slug, '/looked')} class="look-now">
      <Hidden name="for" value={what} />
      <Hidden name="from" value={from} />
      <details {...(chosen.length === 0 ? { open: true } : {})}>
        <summary>{where === '' ? r.t('desk.look.where.none') : r.t('desk.look.where', { where })}</summary>
        <fieldset class="field">
          <legend class="hide">{r.t('desk.field.channels')}</legend>
          <div class="pick">
            {names.map(({ value, label }) => (
              <label>
                <input
                  type="checkbox"
                  name="channels[]"
                  value={value}
                  {...(chosen.some((one) => one.value === value) ? { checked: true } : {})}
                />{' '}
                {label}
              </label>
            ))}
          </div>
        </fieldset>
      </details>
      {silence ? (
        <label class="small">
          {r.t('desk.look.second')}{' '}
          <select name="second">
            <option value="">{r.t('desk.look.second.none')}</option>
            {look.colleagues.map((name) => (
              <option value={name}>{name}</option>
            ))}
          </select>
        </label>
      ) : null}
      <div class="acts">
        <Submit kind="plain">{r.t('desk.look.now')}</Submit>
        <a class="button" href={incidentAddress(desk, incident.slug, '/checks/new', { for: what })}>
          {r.t(silence ? 'desk.look.shot' : 'desk.look.found')}
        </a>
      </div>
    </DeskForm>
  );
}
