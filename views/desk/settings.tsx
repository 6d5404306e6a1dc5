import { Actions, Submit, Tick } from '../parts/fields.tsx';
import type { Desk } from './desk.ts';
import { DeskForm, DeskPage, deskAddress } from './page.tsx';

/** What the newsroom sets for itself. `editors`: how many may publish now. */
export function SettingsPage({ desk, fourEyes, editors }: { desk: Desk; fourEyes: boolean; editors: number }) {
  const { r } = desk;
  return (
    <DeskPage desk={desk} title={r.t('desk.settings.title')}>
      <DeskForm desk={desk} action={deskAddress(desk, '/settings')} class="desk-form">
        <Tick name="four_eyes" label={r.t('desk.settings.four_eyes')} checked={fourEyes} />
        <p class="hint">{r.t('desk.settings.four_eyes.hint')}</p>
        {editors < 2 ? <p>{r.t('desk.settings.four_eyes.alone')}</p> : null}
        <Actions>
          <Submit>{r.t('desk.save')}</Submit>
        </Actions>
      </DeskForm>
    </DeskPage>
  );
}
