import type { Digest } from '../../src/domain/digest.ts';
import type { Office, Official } from '../../src/domain/directory.ts';
import { CC_BY } from '../../src/domain/licence.ts';
import type { Promised } from '../../src/domain/promise.ts';
import { coarseDate } from '../../src/domain/span.ts';
import { type Texts, wordsIn } from '../../src/domain/words.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import type { Site } from '../document.tsx';
import { capital } from '../format/text.ts';
import type { Told } from '../incidents/told.tsx';
import { localWords, natureWords } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';

// What pages say to programs (schema.org, JSON-LD). Nothing stands here that the page does not say; nothing is rated.

/** When what is shown was first published and last changed; null: never. Instants are UTC milliseconds. */
export type Dated = { firstPublishedAt: Instant | null; changedAt: Instant | null };

type Block = Readonly<Record<string, unknown>>;

/** The first page: what this site is, and where one searches it. */
export function siteData(r: Reader, site: Site): Block {
  const search = site.base + address(r.lang, '/search');
  return {
    ...block('WebSite', r, site, '/'),
    name: r.t('site.name'),
    description: r.t('home.lead'),
    publisher: publisher(r, site),
    potentialAction: {
      '@type': 'SearchAction',
      target: { '@type': 'EntryPoint', urlTemplate: `${search}?q={words}` },
      'query-input': 'required name=words',
    },
  };
}

/** An incident: an article about an event, whose days are as coarse as they are known. */
export function incidentData({ r, state, directory }: Told, site: Site, dated: Dated): Block {
  const { incident } = state;
  const name = localWords(r, incident.title) || incident.slug;
  const region = localWords(r, directory.offices.find(({ id }) => id === incident.office)?.region ?? {});
  const event = state.started !== null && {
    '@type': 'Event',
    name,
    startDate: coarseDate(state.started, incident.zone),
    ...(state.ended !== null && { endDate: coarseDate(state.ended, incident.zone) }),
    ...(region !== '' && { location: { '@type': 'Place', name: region, address: region } }),
  };
  return {
    ...article(
      r,
      site,
      { path: `/incidents/${incident.slug}`, headline: name, card: `/cards/incidents/${incident.slug}.png` },
      dated,
    ),
    ...(event && { about: event }),
  };
}

/** A promise: an article that is part of the one on its incident. */
export function promiseData({ r, state }: Told, site: Site, promise: Promised, dated: Dated): Block {
  const { slug } = state.incident;
  const path = `/promises/${slug}/${promise.id}`;
  const headline = `${natureWords(r, promise.nature)}: ${promise.text}`;
  return {
    ...article(r, site, { path, headline, card: `/cards${path}.png` }, dated),
    isPartOf: { '@type': 'NewsArticle', '@id': site.base + address(r.lang, `/incidents/${slug}`) },
  };
}

/** A week's digest; a preview has no day of publication. */
export function digestData(r: Reader, site: Site, digest: Digest, headline: string, issuedAt: Instant | null): Block {
  const path = `/digests/${digest.week}`;
  const dated = { firstPublishedAt: issuedAt, changedAt: null };
  return article(r, site, { path, headline, card: `/cards${path}.png` }, dated);
}

/** An office or a person: whose page it is, by name. */
export function profileData(r: Reader, site: Site, of: { office: Office } | { official: Official }): Block {
  const [path, type, { name, wikidata, id }] =
    'office' in of
      ? ([`/offices/${of.office.id}`, KINDS[of.office.kind], of.office] as const)
      : ([`/officials/${of.official.id}`, 'Person', of.official] as const);
  return {
    ...block('ProfilePage', r, site, path),
    mainEntity: {
      '@type': type,
      name: localWords(r, name) || id,
      ...others(name, r),
      ...(wikidata !== null && /^Q\d+$/.test(wikidata) && { sameAs: `https://www.wikidata.org/wiki/${wikidata}` }),
    },
  };
}

/** The whole record as files. `files`: their names. */
export function datasetData(r: Reader, site: Site, files: readonly string[]): Block {
  return {
    ...block('Dataset', r, site, '/data'),
    name: `${r.t('site.name')}: ${r.t('nav.data')}`,
    description: r.t('data.lead'),
    license: licenceOf(site),
    isAccessibleForFree: true,
    creator: publisher(r, site),
    distribution: files.map((name) => ({
      '@type': 'DataDownload',
      name,
      contentUrl: `${site.base}/data/${name}`,
      encodingFormat: name.endsWith('.csv') ? 'text/csv' : 'application/x-ndjson',
    })),
  };
}

const KINDS: Readonly<Record<Office['kind'], string>> = {
  akim: 'Thing',
  ministry: 'GovernmentOrganization',
  government: 'GovernmentOrganization',
  department: 'GovernmentOrganization',
  company: 'Organization',
  other: 'Thing',
};

function article(
  r: Reader,
  site: Site,
  { path, headline, card }: { path: string; headline: string; card: string },
  { firstPublishedAt, changedAt }: Dated,
): Block {
  return {
    ...block('NewsArticle', r, site, path),
    '@id': site.base + address(r.lang, path),
    headline: capital(headline),
    image: site.base + address(r.lang, card),
    ...(firstPublishedAt !== null && { datePublished: new Date(firstPublishedAt).toISOString() }),
    ...(changedAt !== null && { dateModified: new Date(changedAt).toISOString() }),
    isAccessibleForFree: true,
    license: licenceOf(site),
    author: publisher(r, site),
    publisher: publisher(r, site),
  };
}

const block = (type: string, r: Reader, site: Site, path: string): Block => ({
  '@context': 'https://schema.org',
  '@type': type,
  url: site.base + address(r.lang, path),
  inLanguage: r.lang,
});

const licenceOf = ({ newsroom }: Site): string => {
  const { url, name } = newsroom?.licence ?? CC_BY;
  return url ?? name;
};

/** The newsroom, where it has said its name; else the site. */
function publisher(r: Reader, { base, newsroom }: Site): Block {
  const name = wordsIn(newsroom?.name ?? {}, r.lang)?.text;
  return name === undefined
    ? { '@type': 'Organization', name: r.t('site.name'), url: base }
    : { '@type': 'NewsMediaOrganization', name, url: base };
}

/** The same name in other languages. */
function others(name: Texts, r: Reader): { alternateName?: string[] } {
  const own = localWords(r, name);
  const alternateName = [...new Set(Object.values(name).filter((words) => words !== own))];
  return alternateName.length === 0 ? {} : { alternateName };
}
