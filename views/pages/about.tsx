import { CC_BY } from '../../src/domain/licence.ts';
import { RULES_VERSIONS } from '../../src/domain/rules.ts';
import { address } from '../address.ts';
import { dayWords } from '../format/dates.ts';
import { rich } from '../incidents/rich.tsx';
import { Layout, type Site } from '../layout.tsx';
import { ContactLink } from '../parts/contact.tsx';
import { LicenceLink } from '../parts/licence.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import { Lines, Localised } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';

/** `/about`: who runs this site, where to write, by which rules and on which terms. */
export function AboutPage({ r, site }: { r: Reader; site: Site }) {
  const { name = {}, about = {}, contact = null, licence = CC_BY } = site.newsroom ?? {};
  const isSilent = Object.keys(name).length + Object.keys(about).length === 0;
  const [rules] = RULES_VERSIONS;
  return (
    <Layout r={r} site={site} path="/about" section="about" title={r.t('about.title')} description={r.t('about.lead')}>
      <PageHead title={r.t('about.title')} lead={r.t('about.lead')} />
      <Section id="newsroom" title={r.t('about.newsroom')}>
        {isSilent ? <p>{r.t('about.nobody')}</p> : null}
        {Object.keys(name).length === 0 ? null : (
          <p>
            <strong>
              <Localised r={r} texts={name} />
            </strong>
          </p>
        )}
        <Lines r={r} texts={about} />
      </Section>
      <Section id="reply" title={r.t('about.reply')}>
        {contact === null ? (
          <p>{r.t('about.reply.none')}</p>
        ) : (
          <>
            <p>
              <ContactLink r={r} site={site} contact={contact} path="/about" />
            </p>
            <p>{r.t('about.reply.how')}</p>
          </>
        )}
        <p>
          <a href={address(r.lang, '/corrections')}>{r.t('correction.all')}</a>
        </p>
      </Section>
      <Section id="rules" title={r.t('about.rules')}>
        <p>{r.t('about.rules.version', { version: rules.version, day: dayWords(r, rules.on) })}</p>
        <p>
          <a href={address(r.lang, '/method')}>{r.t('nav.method')}</a>
        </p>
      </Section>
      <Section id="terms" title={r.t('about.terms')}>
        <p>{rich(r, 'about.terms.text', { licence: <LicenceLink licence={licence} /> })}</p>
        <p>
          <a href={address(r.lang, '/data')}>{r.t('nav.data')}</a>
        </p>
      </Section>
    </Layout>
  );
}
