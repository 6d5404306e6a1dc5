import { EVIDENCE_ORIGINS } from '../../src/domain/evidence.ts';
import { Choices, FieldError, FileField, type FormError } from '../parts/fields.tsx';
import { type Desk, errorsOf } from './desk.ts';
import { type FormState, textOf } from './form-state.ts';

/** Photos that came with an earlier try of a form and wait for it. `gone`: how many it names that wait no longer. */
export type HeldShown = { photos: readonly { name: string; type: string; bytes: number }[]; gone: number };

export const NOTHING_HELD: HeldShown = { photos: [], gone: 0 };

export const PICTURES = 'image/jpeg,image/png,image/webp';
const MEGABYTE = 1024 * 1024;

export type PhotoFieldsProps = {
  desk: Desk;
  state: FormState;
  held: HeldShown;
  /** Whose picture it is, is asked: what nobody says is the newsroom's is a resident's, and stripped. */
  whose?: boolean;
  label?: string;
  /** It is unfolded at once; else where something waits in it, or is wrong. */
  open?: boolean;
};

/** Something waits for the form, or could not be taken. */
export const isNeeded = ({ state, held }: { state: FormState; held: HeldShown }): boolean =>
  held.photos.length + held.gone > 0 || state.problems.some(({ field }) => field === 'photo' || field === 'files');

/** A photo from the camera or the memory of a phone; those that wait already stand as ticked boxes, to be unticked. */
export function PhotoFields({ desk, state, held, whose = false, label, open = false }: PhotoFieldsProps) {
  const { r } = desk;
  const gone: FormError[] =
    held.gone === 0 || state.problems.some(({ key }) => key === 'desk.photo.gone')
      ? []
      : [{ field: 'held', message: r.t('desk.photo.gone', { count: held.gone }) }];
  const errors = [...errorsOf(desk, state.problems), ...gone];
  return (
    <details {...(open || isNeeded({ state, held }) ? { open: true } : {})}>
      <summary>{label ?? r.t('desk.photo.title')}</summary>
      <FieldError name="held" errors={errors} />
      {held.photos.length === 0 ? null : (
        <Choices
          name="held"
          many
          column
          label={r.t('desk.photo.held')}
          value={held.photos.map(({ name }) => name)}
          choices={held.photos.map(({ name, type, bytes }, index) => ({
            value: name,
            label: r.t('desk.photo.one', {
              number: index + 1,
              type: type.toUpperCase(),
              megabytes: Math.max(0.1, Math.round((bytes / MEGABYTE) * 10) / 10),
            }),
          }))}
        />
      )}
      <FileField name="photo" label={r.t('desk.evidence.photo')} errors={errors} accept={PICTURES} capture />
      <FileField
        name="files"
        label={r.t('desk.photo.files')}
        errors={errors}
        accept={`image/*,application/pdf`}
        multiple
      />
      {whose ? (
        <Choices
          name="whose"
          column
          label={r.t('desk.evidence.whose')}
          value={textOf(state.input, 'whose') || 'residents'}
          choices={EVIDENCE_ORIGINS.map((value) => ({ value, label: r.t(`desk.photo.whose.${value}`) }))}
        />
      ) : null}
    </details>
  );
}
