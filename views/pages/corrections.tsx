import type { Directory } from '../../src/domain/directory.ts';
import type { Change } from '../../src/domain/document.ts';
import type { Texts } from '../../src/domain/words.ts';
import { type Instant, localDate } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { siteFeed } from '../feeds/links.ts';
import { dayWords } from '../format/dates.ts';
import { inWords } from '../incidents/told.tsx';
import { Layout, type Site } from '../layout.tsx';
import { asOfQuery, type Shown } from '../parts/day-shown.tsx';
import { Pager } from '../parts/pager.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import type { Reader } from '../reader.ts';
import { changedWords, placeWords } from './change-words.ts';
import { DirectoryCorrectionLine, type ShownDirectoryCorrection } from './directory-correction.tsx';

/** A public change of a published record; `incident` is null where it is not public any more. */
export type ShownCorrection = {
  id: number;
  at: Instant;
  act: string;
  why: string | null;
  /** Who made it, where the newsroom has its people named. */
  who?: string | null;
  changes: readonly Change[];
  /** A court took down what a part of it tells. */
  struck: boolean;
  slug: string;
  incident: { title: Texts; zone: string } | null;
};

export type CorrectionsPageProps = {
  r: Reader;
  site: Site;
  shown: Shown;
  zone: string;
  /** Of the directory by the directory of now. */
  directory: Directory;
  corrections: readonly (ShownCorrection | { directory: ShownDirectoryCorrection })[];
  query: Record<string, string>;
  next: string | null;
};

/** Changes that one correction spells out; the rest are counted. */
const SPELLED = 10;

/** `/corrections`: what was changed after it was published, the newest first. Nothing disappears silently. domain.md, Records. */
export function CorrectionsPage(props: CorrectionsPageProps) {
  const { r, site, shown, zone, directory, corrections, query, next } = props;
  const to = (more: Record<string, string>) => address(r.lang, '/corrections', { ...more, ...asOfQuery(shown) });
  return (
    <Layout
      r={r}
      site={site}
      path="/corrections"
      section="corrections"
      shown={shown}
      query={query}
      title={r.t('nav.corrections')}
      description={r.t('corrections.lead')}
      feeds={[siteFeed(r, 'corrections')]}
    >
      <PageHead title={r.t('nav.corrections')} lead={r.t('corrections.lead')} />
      <Section id="s_list" title={r.t('incidents.newest')}>
        {corrections.length === 0 ? <p>{r.t('corrections.none')}</p> : null}
        <ol>
          {corrections.map((each) => {
            const told = { r, zone, asOf: asOfQuery(shown) };
            return 'directory' in each ? (
              <DirectoryCorrectionLine {...told} correction={each.directory} directory={directory} />
            ) : (
              <OneCorrection {...told} correction={each} />
            );
          })}
        </ol>
        <Pager
          r={r}
          first={query.after === undefined ? undefined : to({})}
          next={next === null ? undefined : to({ after: next })}
        />
        <p class="note">
          <a href={`${address(r.lang, '/method')}#corrections`}>{r.t('corrections.how')}</a>
        </p>
      </Section>
    </Layout>
  );
}

/** That a line was struck out, or stands again; of an ordinary correction its changes say enough. */
function actWords(r: Reader, act: string) {
  return act === 'retracted' || act === 'lifted' ? <p>{r.t(`correction.act.${act}`)}</p> : null;
}

/** Why; of what a court took down only that. */
export function reasonWords(r: Reader, { why, struck }: { why: string | null; struck: boolean }): string {
  if (struck) return r.t('corrections.taken_down');
  return why === null ? r.t('corrections.no_reason') : r.t('correction.why', { why });
}

type OneProps = { r: Reader; correction: ShownCorrection; zone: string; asOf: { as_of?: string } };

function OneCorrection({ r, correction, zone, asOf }: OneProps) {
  const { id, at, act, why, who = null, changes, struck, slug, incident } = correction;
  const on = localDate(at, incident?.zone ?? zone);
  const told = incident === null ? [] : changes;
  const more = told.length - SPELLED;
  return (
    <li class="pl" id={`correction_${id}`}>
      <p class="pl-d">
        <time datetime={on}>{dayWords(r, on)}</time>
      </p>
      <div>
        <h3>
          {incident === null ? (
            r.t('corrections.unpublished')
          ) : (
            <a href={address(r.lang, `/incidents/${slug}`, asOf)}>{inWords(r, incident.title, slug)}</a>
          )}
        </h3>
        {incident !== null && act === 'unpublished' ? <p>{r.t('corrections.was_unpublished')}</p> : null}
        {actWords(r, act)}
        <p>{reasonWords(r, { why, struck })}</p>
        {who === null ? null : <p class="small muted">{r.t('correction.by', { who })}</p>}
        {told.slice(0, SPELLED).map((change) => (
          <p class="small">
            {placeWords(r, change.path)}. {r.t('correction.was')}{' '}
            <del>{changedWords(r, change.before, incident?.zone ?? null)}</del>. {r.t('correction.is')}{' '}
            <ins>{changedWords(r, change.after, incident?.zone ?? null)}</ins>.
          </p>
        ))}
        {more > 0 ? <p class="small">{r.t('correction.more', { count: more })}</p> : null}
      </div>
    </li>
  );
}
