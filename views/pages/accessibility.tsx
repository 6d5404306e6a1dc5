import type { LocalDate } from '../../src/domain/zone.ts';
import type { MessageKey } from '../../src/i18n/translate.ts';
import { dayWords } from '../format/dates.ts';
import { contactAddress, Layout, type Site } from '../layout.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import type { Reader } from '../reader.ts';

/** When all that the statement says was last gone through by hand. Change it with the words. */
const CHECKED_ON: LocalDate = '2026-11-24';

const PARTS = [
  { id: 'aim', title: 'access.aim', words: ['access.aim.1'] },
  {
    id: 'ways',
    title: 'access.ways',
    words: ['access.ways.1', 'access.ways.2', 'access.ways.3', 'access.ways.4', 'access.ways.5'],
  },
  { id: 'looked', title: 'access.looked', words: ['access.looked.1', 'access.looked.2'] },
  {
    id: 'lacks',
    title: 'access.lacks',
    words: ['access.lacks.1', 'access.lacks.2', 'access.lacks.3', 'access.lacks.4'],
  },
] as const satisfies readonly { id: string; title: MessageKey; words: readonly MessageKey[] }[];

/** `/accessibility`: what works for whom, what was checked and how, what is lacking, and where to write. */
export function AccessibilityPage({ r, site }: { r: Reader; site: Site }) {
  const contact = site.newsroom?.contact ?? null;
  const title = r.t('nav.accessibility');
  return (
    <Layout
      r={r}
      site={site}
      path="/accessibility"
      section="accessibility"
      title={title}
      description={r.t('access.lead')}
    >
      <PageHead
        title={title}
        kicker={r.t('access.kicker', { day: dayWords(r, CHECKED_ON, r.lang === 'kk' ? { form: 'on' } : {}) })}
        lead={r.t('access.lead')}
      />
      {PARTS.map(({ id, title: name, words }) => (
        <Section id={id} title={r.t(name)}>
          <ul class="rules">
            {words.map((key) => (
              <li>{r.t(key)}</li>
            ))}
          </ul>
        </Section>
      ))}
      <Section id="tell" title={r.t('access.tell')}>
        <p>{r.t('access.tell.1')}</p>
        {contact === null ? (
          <p class="note">{r.t('access.tell.none')}</p>
        ) : (
          <p class="note">
            {r.t('access.tell.contact')} <a href={contactAddress(contact)}>{contact}</a>
          </p>
        )}
      </Section>
    </Layout>
  );
}
