import { address } from '../address.ts';
import { Section } from '../parts/section.tsx';
import type { Reader } from '../reader.ts';

/** The digest as text to copy into a messenger, where most readers are: a field to select from, with or without JavaScript. */
export function CopyText({ r, week, text }: { r: Reader; week: string; text: string }) {
  return (
    <Section id="s_copy" title={r.t('digest.copy.title')}>
      <p>
        {r.t('digest.copy.lead')} <a href={address(r.lang, `/digests/${week}/text`)}>{r.t('digest.copy.link')}</a>.
      </p>
      <textarea class="copy" readonly rows={10} lang={r.lang} aria-label={r.t('digest.copy.label')}>
        {text}
      </textarea>
    </Section>
  );
}
