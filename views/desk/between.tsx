import { capital } from '../format/text.ts';
import { changedWords, placeWords } from '../pages/change-words.ts';
import { Hidden } from '../parts/fields.tsx';
import { momentWords } from '../parts/moment.tsx';
import type { Desk } from './desk.ts';
import type { Between } from './form-state.ts';
import { Changes } from './history.tsx';

type BetweenProps = { desk: Desk; between: Between };

/** Above the form: somebody else has saved meanwhile, and what of it went together with what was typed. */
export function BetweenWords({ desk, between }: BetweenProps) {
  const { r } = desk;
  const { by, theirs, zone, clashes } = between;
  return (
    <div class="errors" role="alert" id="conflict" tabindex={-1}>
      <h2>{r.t(between.gone ? 'desk.between.gone.title' : 'desk.conflict.title')}</h2>
      {by === null ? null : (
        <p>
          {r.t('desk.between.by', {
            who: by.who ?? r.t('desk.revision.nobody'),
            on: momentWords(r, { at: by.at, zone }),
          })}
        </p>
      )}
      <p>{between.gone ? r.t('desk.between.gone') : r.t('desk.between.text', { count: clashes.length })}</p>
      {theirs.length === 0 ? null : (
        <details>
          <summary>{r.t('desk.between.together', { count: theirs.length })}</summary>
          <Changes desk={desk} changes={theirs} zone={zone} />
        </details>
      )}
    </div>
  );
}

/** Within the form of what somebody took out of the record meanwhile: whether it goes back. */
function GoneFields({ desk: { r }, between }: BetweenProps) {
  return (
    <>
      <Hidden name="base" value={between.base} />
      <fieldset class="field wrong between">
        <legend>{r.t('desk.between.gone.ask')}</legend>
        <div class="pick pick-col">
          {(['theirs', 'mine'] as const).map((whose) => (
            <label>
              <input type="radio" name="choice.gone" value={whose} {...firstId(0, whose)} />{' '}
              {r.t(`desk.between.gone.${whose}`)}
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}

/** Within the form: each field that two people changed otherwise, to choose. */
export function BetweenFields({ desk, between }: BetweenProps) {
  const { r } = desk;
  if (between.gone) return <GoneFields desk={desk} between={between} />;
  const { clashes, zone, base } = between;
  const said = (value: unknown) => changedWords(r, value, zone);
  return (
    <>
      <Hidden name="base" value={base} />
      {clashes.map(({ path, before, theirs, mine }, index) => (
        <fieldset class="field wrong between">
          <legend>{capital(placeWords(r, path))}</legend>
          <span class="hint">{r.t('desk.between.before', { words: said(before) })}</span>
          <Hidden name="asked[]" value={path} />
          <div class="pick pick-col">
            {(
              [
                ['theirs', theirs],
                ['mine', mine],
              ] as const
            ).map(([whose, value]) => (
              <label>
                <input type="radio" name={`choice.${path}`} value={whose} {...firstId(index, whose)} />{' '}
                <b>{r.t(`desk.between.${whose}`)}</b> <span class="pre">{said(value)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </>
  );
}

const firstId = (index: number, whose: 'theirs' | 'mine') =>
  index === 0 && whose === 'theirs' ? { id: 'first-choice' } : {};
