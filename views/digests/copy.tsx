import { address } from '../address.ts';
import type { Site } from '../document.tsx';
import { Section } from '../parts/section.tsx';
import type { Reader } from '../reader.ts';
import { CopyButton, CopyScript } from '../share/copy-field.tsx';

/** The digest as text to copy into a messenger, where most readers are: a field to select from, with or without JavaScript. */
export function CopyText({ r, site, week, text }: { r: Reader; site: Site; week: string; text: string }) {
  return (
    <Section id="s_copy" title={r.t('digest.copy.title')}>
      <p>
        {r.t('digest.copy.lead')} <a href={address(r.lang, `/digests/${week}/text`)}>{r.t('digest.copy.link')}</a>.
      </p>
      <CopyButton r={r} id="digest-text" press={r.t('share.text.copy')} />
      <textarea class="copy" id="digest-text" readonly rows={10} lang={r.lang} aria-label={r.t('digest.copy.label')}>
        {text}
      </textarea>
      <CopyScript site={site} />
    </Section>
  );
}
