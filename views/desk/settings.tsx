import { CODE_HOURS } from '../../src/domain/code.ts';
import { NIGHT } from '../../src/domain/night-card.ts';
import { LANGUAGES } from '../../src/domain/words.ts';
import { Actions, ErrorSummary, Submit, TextArea, TextField, Tick } from '../parts/fields.tsx';
import { type Desk, errorsOf } from './desk.ts';
import { type FormState, textOf } from './form-state.ts';
import { DeskForm, DeskPage, deskAddress } from './page.tsx';

export type SettingsPageProps = {
  desk: Desk;
  state: FormState;
  /** How many may publish now. */
  editors: number;
  /** The zone where the newsroom has set none. */
  digestZone: string;
  /** Whether the administrator who looks has a second factor himself. */
  hasFactor: boolean;
};

/** What the newsroom sets for itself. */
export function SettingsPage({ desk, state, editors, digestZone, hasFactor }: SettingsPageProps) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  const field = (name: string) => ({ name, value: textOf(state.input, name), errors });
  const ticked = (name: string) => ({ name, checked: textOf(state.input, name) !== '' });
  return (
    <DeskPage desk={desk} title={r.t('desk.settings.title')}>
      <ErrorSummary r={r} errors={errors} />
      <DeskForm desk={desk} action={deskAddress(desk, '/settings')} class="desk-form">
        <h2>{r.t('desk.settings.newsroom')}</h2>
        <p class="hint">{r.t('desk.settings.newsroom.hint')}</p>
        {LANGUAGES.map((lang) => (
          <TextField
            {...field(`name_${lang}`)}
            label={r.t('desk.settings.name', { language: r.t(`desk.part.${lang}`) })}
            maxlength={200}
          />
        ))}
        <TextField
          {...field('contact')}
          label={r.t('desk.settings.contact')}
          hint={r.t('desk.settings.contact.hint')}
          maxlength={300}
        />
        {LANGUAGES.map((lang) => (
          <TextArea
            {...field(`about_${lang}`)}
            lang={lang}
            label={r.t('desk.settings.about', { language: r.t(`desk.part.${lang}`) })}
            {...(lang === 'ru' ? { hint: r.t('desk.settings.about.hint') } : {})}
            maxlength={4000}
          />
        ))}
        <TextField
          {...field('zone')}
          label={r.t('desk.settings.zone')}
          hint={r.t('desk.settings.zone.hint', { zone: digestZone })}
          maxlength={60}
        />
        <TextField
          {...field('licence_name')}
          label={r.t('desk.settings.licence')}
          hint={r.t('desk.settings.licence.hint')}
          maxlength={200}
        />
        <TextField {...field('licence_url')} label={r.t('desk.settings.licence_url')} maxlength={300} />
        <Tick {...ticked('staff_named')} label={r.t('desk.settings.staff')} />
        <p class="hint">{r.t('desk.settings.staff.hint')}</p>
        <section class="sec-plain">
          <h2>{r.t('desk.settings.publishing')}</h2>
          <Tick {...ticked('four_eyes')} label={r.t('desk.settings.four_eyes')} />
          <p class="hint">{r.t('desk.settings.four_eyes.hint')}</p>
          {editors < 2 ? <p>{r.t('desk.settings.four_eyes.alone')}</p> : null}
          <Tick {...ticked('code')} label={r.t('desk.settings.code')} />
          <p class="hint">{r.t('desk.settings.code.hint', { hours: CODE_HOURS })}</p>
          {hasFactor ? null : (
            <p>
              <a href={deskAddress(desk, '/second-factor')}>{r.t('desk.settings.code.own')}</a>
            </p>
          )}
          <p class="hint">{r.t('desk.settings.night', NIGHT)}</p>
        </section>
        <Actions>
          <Submit>{r.t('desk.save')}</Submit>
        </Actions>
      </DeskForm>
    </DeskPage>
  );
}
