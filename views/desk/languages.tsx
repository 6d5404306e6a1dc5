import type { ToCheck } from '../../src/domain/languages-to-check.ts';
import { isMessageKey } from '../../src/i18n/translate.ts';
import { Submit } from '../parts/fields.tsx';
import type { Desk } from './desk.ts';
import { DeskForm, incidentAddress } from './page.tsx';

/** After a correction in one language: which others are to be checked, and the press that says that they stand. */
export function LanguagesToCheck({ desk, slug, toCheck }: { desk: Desk; slug: string; toCheck: readonly ToCheck[] }) {
  if (toCheck.length === 0) return null;
  const { r } = desk;
  return (
    <section class="cite wrong" id="languages" aria-labelledby="languages-h">
      <h2 id="languages-h">{r.t('desk.languages.title')}</h2>
      <ul class="desk-list-in">
        {toCheck.map((each) => (
          <li>{toCheckWords(desk, each)}</li>
        ))}
      </ul>
      <div class="acts">
        <a class="button" href={incidentAddress(desk, slug, '/edit')}>
          {r.t('desk.incident.edit_facts')}
        </a>
        <DeskForm desk={desk} action={incidentAddress(desk, slug, '/languages')}>
          <Submit kind="plain">{r.t('desk.languages.stand')}</Submit>
        </DeskForm>
      </div>
    </section>
  );
}

/** «Заголовок: исправлено по-русски, проверить по-казахски». */
export function toCheckWords({ r }: Pick<Desk, 'r'>, { text, corrected, languages }: ToCheck): string {
  const list = (langs: ToCheck['languages']) => langs.map((lang) => r.t(`desk.part.${lang}`)).join(', ');
  const field = `desk.field.${text}`;
  return r.t('desk.languages.line', {
    text: isMessageKey(field) ? r.t(field) : text,
    corrected: list(corrected),
    languages: list(languages),
  });
}
