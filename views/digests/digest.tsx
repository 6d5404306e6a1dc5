import type { Child } from 'hono/jsx';
import { DIGEST_LISTS, type DigestLine } from '../../src/domain/digest.ts';
import type { Directory } from '../../src/domain/directory.ts';
import { isEmptyDigest } from '../../src/domain/subscription.ts';
import type { Texts } from '../../src/domain/words.ts';
import { dayEndingAt, localDate } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { coarseWords, dayWords } from '../format/dates.ts';
import { textLanguage } from '../format/language.ts';
import { capital, glued } from '../format/text.ts';
import { channelsWords } from '../incidents/looked.tsx';
import { joined, rich, sentences } from '../incidents/rich.tsx';
import { inWords } from '../incidents/told.tsx';
import { Layout, type Site } from '../layout.tsx';
import { momentWords, zoneWords } from '../parts/moment.tsx';
import { PromiseList, PromiseRow } from '../parts/promise-row.tsx';
import { PageHead, Section } from '../parts/section.tsx';
import { Status } from '../parts/status.tsx';
import type { Reader } from '../reader.ts';
import { cardWords, digestCard } from '../share/card.tsx';
import { CiteSection } from '../share/cite.tsx';
import { digestData } from '../share/data.ts';
import { CopyText } from './copy.tsx';
import { correctedWords } from './correction-words.ts';
import { Foreword, Struck } from './editors.tsx';
import {
  type DigestTold,
  dueWords,
  factsOf,
  fellDueLastNight,
  issuedMinute,
  PARTED,
  retractedLine,
  type ShownDigest,
  summaryWords,
  weekWords,
  whoWords,
} from './words.ts';

export type DigestPageProps = {
  r: Reader;
  site: Site;
  shown: ShownDigest;
  directory: Directory;
  zone: string;
  /** Titles of the incidents that are public now, by slug: of another one nothing is told any more. */
  titles: ReadonlyMap<string, Texts>;
  /** The same as text to copy into a messenger; absent: no such section. */
  copy?: string;
  /** The desk's preview: at its own address, found by no search engine, under a line that says so. */
  preview?: { path: string; notice: Child };
};

type Told = DigestTold & Pick<DigestPageProps, 'titles'>;

/** `/digests/:week`: the digest as it was issued, or its preview. */
export function DigestPage(props: DigestPageProps) {
  const { r, site, shown, directory, zone, titles, copy, preview } = props;
  const { digest, issuedAt } = shown;
  const told: Told = { r, digest, directory, zone, titles };
  const week = weekWords(r, digest, zone);
  const cutOff = Date.parse(digest.cut_off);
  const cutoff = `${momentWords(r, { at: cutOff, zone, ends: true })}, ${zoneWords(r, zone, cutOff)}`;
  return (
    <Layout
      r={r}
      site={site}
      path={preview?.path ?? `/digests/${digest.week}`}
      section="digests"
      indexed={preview === undefined}
      notices={preview === undefined ? [] : [preview.notice]}
      title={r.t('digest.title', { week })}
      description={r.t('digest.description', { week })}
      data={digestData(r, site, digest, r.t('digest.title', { week }), issuedAt)}
      card={{
        path: `/cards/digests/${digest.week}.png`,
        words: cardWords(digestCard(r, { digest, week, on: dayEndingAt(cutOff, zone) })),
      }}
    >
      <PageHead
        kicker={`${r.t('digest.kicker')}, ${digest.week}`}
        title={r.t('digest.title', { week })}
        lead={glued(summaryWords(r, digest).join(' '))}
      >
        <p class="note">
          {issuedAt === null
            ? r.t('digest.preview', { cutoff })
            : r.t('digest.issued', { cutoff, on: momentWords(r, { at: issuedMinute(issuedAt), zone }) })}{' '}
          <a href={`${address(r.lang, '/method')}#digest`}>{r.t('digest.how')}</a>
        </p>
      </PageHead>
      <Corrections told={told} />
      <Foreword r={r} digest={digest} />
      {isEmptyDigest(digest) ? null : <Lists told={told} />}
      <Struck r={r} digest={digest} titles={titles} />
      {issuedAt === null || preview !== undefined ? null : (
        <CiteSection
          r={r}
          lasts={false}
          line={r.t('cite.digest', {
            title: r.t('digest.title', { week }),
            on: dayWords(r, localDate(issuedAt, zone), { form: 'on' }),
            address: site.base + address(r.lang, `/digests/${digest.week}`),
          })}
        />
      )}
      {copy === undefined ? null : <CopyText r={r} site={site} week={digest.week} text={copy} />}
    </Layout>
  );
}

function Lists({ told }: { told: Told }) {
  const { r, digest } = told;
  return (
    <>
      {DIGEST_LISTS.map((list) => (
        <Section id={`s_${list}`} title={r.t(`digest.list.${list}`)}>
          <Lines
            told={told}
            lines={digest[list]}
            none={list === 'due_next' ? 'digest.none_next' : 'digest.none'}
            parted={PARTED.some((name) => name === list)}
          />
        </Section>
      ))}
      <Section id="s_no_first_post" title={r.t('digest.list.no_first_post')}>
        <Silent told={told} />
      </Section>
      {digest.under_review + digest.not_rechecked === 0 ? null : (
        <Section id="s_counts" title={r.t('digest.list.counts')}>
          {digest.under_review === 0 ? null : (
            <p>
              <a href={address(r.lang, '/promises', { status: 'awaiting_review' })}>
                {r.t('digest.under_review', { count: digest.under_review })}
              </a>
            </p>
          )}
          {digest.not_rechecked === 0 ? null : <p>{r.t('digest.not_rechecked', { count: digest.not_rechecked })}</p>}
        </Section>
      )}
    </>
  );
}

type LinesProps = {
  told: Told;
  lines: readonly DigestLine[];
  parted: boolean;
  none: 'digest.none' | 'digest.none_next';
};

function Lines({ told, lines, parted, none }: LinesProps) {
  const { r } = told;
  if (lines.length === 0) return <p>{r.t(none)}</p>;
  if (!parted) return <LineList told={told} lines={lines} level={3} />;
  return (
    <>
      {(['checked', 'unchecked'] as const).map((which) => {
        const own = lines.filter((line) => (line.checked_since_due === true) === (which === 'checked'));
        return own.length === 0 ? null : (
          <div class="pl-g">
            <h3 class="pl-gh">{r.t(`digest.${which}`)}</h3>
            <LineList told={told} lines={own} level={4} />
          </div>
        );
      })}
    </>
  );
}

function LineList({ told, lines, level }: { told: Told; lines: readonly DigestLine[]; level: 3 | 4 }) {
  return (
    <PromiseList>
      {lines.map((line) => (
        <Line told={told} line={line} level={level} />
      ))}
    </PromiseList>
  );
}

function Line({ told, line, level }: { told: Told; line: DigestLine; level: 3 | 4 }) {
  const { r, titles } = told;
  const title = titles.get(line.incident);
  if (title === undefined) return <li class="pl muted">{r.t('digest.withdrawn_line')}</li>;
  const lang = textLanguage(line.words, 'ru');
  const words = capital(line.words);
  const lastNight = fellDueLastNight(line, told.digest);
  const due = dueWords(told, line).map(glued);
  const struck = retractedLine(told, line);
  const named = lang === r.lang ? words : <span lang={lang}>{words}</span>;
  return (
    <PromiseRow
      level={level}
      day={line.due_on === null ? r.t('incident.no_due') : dayWords(r, line.due_on)}
      title={struck === null ? named : <s>{named}</s>}
      href={address(r.lang, `/promises/${line.incident}/${line.promise}`)}
      status={struck ?? (lastNight ? due[0] : <Status r={r} state={factsOf(told, line)} />)}
      {...(struck === null ? { more: joined(due.slice(line.due_on === null ? 0 : 1), ' ') } : {})}
      said={sentences([
        whoWords(told, line),
        <a href={address(r.lang, `/incidents/${line.incident}`)}>{inWords(r, title, line.incident)}</a>,
      ])}
    />
  );
}

function Silent({ told: { r, digest, directory, titles } }: { told: Told }) {
  const lines = digest.no_first_post;
  if (lines.length === 0) return <p>{r.t('digest.none')}</p>;
  return (
    <ul class="links">
      {lines.map((line): Child => {
        const title = titles.get(line.incident);
        if (title === undefined) return <li class="muted">{r.t('digest.withdrawn_line')}</li>;
        const office = directory.offices.find(({ id }) => id === line.office);
        return (
          <li>
            <a href={address(r.lang, `/incidents/${line.incident}`)}>{inWords(r, title, line.incident)}</a>
            {'. '}
            {rich(
              r,
              'digest.no_first_post',
              { office: inWords(r, office?.name ?? {}, line.office) },
              {
                on: coarseWords(r, line.checked_on, { form: 'on' }),
                channels: channelsWords(r, line.channels as Parameters<typeof channelsWords>[1]),
              },
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Corrections({ told: { r, digest, directory, titles } }: { told: Told }) {
  if (digest.corrections.length === 0) return null;
  return (
    <Section id="s_corrections" title={r.t('digest.list.corrections')}>
      {digest.corrections.map((correction) => {
        const title = titles.get(correction.incident);
        if (title === undefined) return <p class="fix">{r.t('digest.withdrawn_line')}</p>;
        const side = (value: unknown) => correctedWords(r, correction, value, directory);
        return (
          <div class="fix">
            <p>
              <a href={address(r.lang, `/promises/${correction.incident}/${correction.promise}`)}>
                {inWords(r, title, correction.incident)}
              </a>
              {'. '}
              {rich(
                r,
                'digest.correction',
                {
                  week: <a href={address(r.lang, `/digests/${correction.week}`)}>{correction.week}</a>,
                  was: <del>{side(correction.was)}</del>,
                  is: <ins>{side(correction.is)}</ins>,
                },
                { field: r.t(`digest.field.${correction.field}`) },
              )}
            </p>
          </div>
        );
      })}
    </Section>
  );
}
