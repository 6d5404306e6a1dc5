import { wordsIn } from '../../src/domain/words.ts';
import { address } from '../address.ts';
import type { Site } from '../document.tsx';
import type { Told } from '../incidents/told.tsx';
import { Section } from '../parts/section.tsx';
import { CopyField, CopyScript } from './copy-field.tsx';
import { incidentText } from './incident-text.tsx';

/** High enough for a promise or two on a phone; what is longer is scrolled within. */
const FRAME_HEIGHT = 560;

/** What readers take along: a text for messengers, a frame for other sites. */
export function ShareIncident({ told, site }: { told: Told; site: Site }) {
  const { r } = told;
  return (
    <Section id="s_share" title={r.t('share.title')}>
      <CopyField
        r={r}
        id="share-text"
        label={r.t('share.text.label')}
        press={r.t('share.text.copy')}
        text={incidentText(told, site.base)}
        rows={12}
        lang={r.lang}
      />
      <CopyField
        r={r}
        id="share-frame"
        label={r.t('share.frame.label')}
        press={r.t('share.frame.copy')}
        note={r.t('share.frame.note')}
        text={frameCode(told, site.base)}
        rows={4}
        lang="en"
      />
      <CopyScript site={site} />
    </Section>
  );
}

/** The HTML that shows the incident within another page. */
export function frameCode({ r, state, asOf }: Told, base: string): string {
  const { slug, title } = state.incident;
  const src = base + address(r.lang, `/embed/incidents/${slug}`, { as_of: asOf });
  const name = `${wordsIn(title, r.lang)?.text ?? slug}. ${r.t('site.name')}`;
  return String(
    <iframe
      src={src}
      title={name}
      width="100%"
      height={String(FRAME_HEIGHT)}
      loading="lazy"
      referrerpolicy="no-referrer"
    />,
  );
}
