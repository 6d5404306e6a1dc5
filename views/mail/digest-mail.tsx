import type { Child } from 'hono/jsx';
import { DIGEST_LISTS, type DigestLine } from '../../src/domain/digest.ts';
import type { Directory } from '../../src/domain/directory.ts';
import type { Scope } from '../../src/domain/subscription.ts';
import type { Language, Texts } from '../../src/domain/words.ts';
import { address } from '../address.ts';
import { correctedWords } from '../digests/correction-words.ts';
import { forewordWords, struckWords } from '../digests/editors.tsx';
import {
  type DigestTold,
  dueWords,
  factsOf,
  fellDueLastNight,
  issuedMinute,
  PARTED,
  type ShownDigest,
  statusLine,
  summaryWords,
  weekWords,
  whoWords,
} from '../digests/words.ts';
import { coarseWords } from '../format/dates.ts';
import { textLanguage } from '../format/language.ts';
import { capital } from '../format/text.ts';
import { channelsWords } from '../incidents/looked.tsx';
import { inWords } from '../incidents/told.tsx';
import { momentWords, zoneWords } from '../parts/moment.tsx';
import { scopesWords } from '../parts/scope-words.ts';
import { statusWords } from '../parts/status.tsx';
import { localWords } from '../parts/words.tsx';
import { type Reader, readerOf } from '../reader.ts';
import { digestText } from './digest-text.ts';
import { MailFrame } from './frame.tsx';

/** A digest as it goes to subscribers of one language and the same scopes. Everything in it is public. */
export type DigestMailProps = {
  /** What concerns the scopes alone; no line of an incident that is not public now. */
  shown: ShownDigest;
  scopes: readonly Scope[];
  directory: Pick<Directory, 'offices' | 'officials'>;
  /** Of the public incidents, by slug. */
  titles: ReadonlyMap<string, Texts>;
  baseUrl: string;
  lang: Language;
  /** Of the digest's weeks. */
  zone: string;
  /** Where a reader writes to: about a mistake, or to reply. */
  contact: string;
  /** The last parts of the links that are the recipient's own. */
  links: { manage: string; leave: string };
};

export type MailWords = { subject: string; text: string; html: string };

type Told = DigestTold & Pick<DigestMailProps, 'titles' | 'baseUrl'>;

/** Subject, plain text and HTML from the same facts. */
export function digestMail(props: DigestMailProps): MailWords {
  const { shown, scopes, directory, titles, baseUrl, lang, zone, contact, links } = props;
  const r = readerOf(lang);
  const told: Told = { r, digest: shown.digest, directory, zone, titles, baseUrl };
  const week = weekWords(r, shown.digest, zone);
  const subject = unglued(r.t('mail.subject', { week }));
  const some = scopes.some(({ kind }) => kind === 'all') ? null : scopesWords(r, scopes, { directory, titles });
  const manage = `${baseUrl}${address(lang, `/subscribe/manage/${links.manage}`)}`;
  const leave = `${baseUrl}${address(lang, `/subscribe/leave/${links.leave}`)}`;
  const why = some === null ? r.t('mail.why.all') : r.t('mail.why.some', { scopes: some });
  const only = some === null ? null : r.t('mail.only', { scopes: some });
  const nothing = some !== null && isBare(shown.digest);
  const text = [
    ...(only === null ? [] : [unglued(only)]),
    ...(nothing ? [r.t('mail.empty')] : []),
    nothing ? '--' : digestText(shown, { directory, baseUrl, lang, zone, titles }).trimEnd(),
    unglued(why),
    `${r.t('mail.change')}:\n${manage}`,
    `${r.t('mail.leave')}:\n${leave}`,
    `${r.t('mail.report')}:\n${contact}`,
    r.t('mail.no_tracking'),
  ].join('\n\n');
  const html = (
    <MailFrame r={r} title={subject}>
      <p class="small">{r.t('mail.kicker')}</p>
      <h1>{capital(week)}</h1>
      {only === null ? null : <p>{only}</p>}
      <p>{nothing ? r.t('mail.empty') : summaryWords(r, shown.digest).join(' ')}</p>
      <Corrections told={told} />
      {forewordWords(told).map((words) => (
        <p>{words}</p>
      ))}
      {DIGEST_LISTS.map((list) => (
        <List told={told} list={list} />
      ))}
      <Silent told={told} />
      <Counts told={told} />
      <Struck told={told} />
      <div class="foot">
        <p class="note">
          {why} <a href={manage}>{r.t('mail.change')}</a> · <a href={leave}>{r.t('mail.leave')}</a>
        </p>
        <p class="note">
          {issuedWords(r, shown, zone)}{' '}
          <a href={siteAddress(told, `/digests/${shown.digest.week}`)}>{r.t('mail.on_site')}</a> ·{' '}
          <a href={`mailto:${contact}`}>{r.t('mail.report')}</a>
        </p>
        <p class="note">{r.t('mail.no_tracking')}</p>
      </div>
    </MailFrame>
  );
  return { subject, text: `${text}\n`, html: withoutJoiners(String(html)) };
}

const siteAddress = ({ r, baseUrl }: Pick<Told, 'r' | 'baseUrl'>, path: string): string =>
  baseUrl + address(r.lang, path);

/** Fonts that programs for mail use draw a box for it. */
export const withoutJoiners = (words: string): string => words.replaceAll('\u2060', '');
/** For plain text, whose lines are broken at blanks. */
export const unglued = (words: string): string => withoutJoiners(words).replaceAll('\u00a0', ' ');

function isBare({ no_first_post, corrections, struck = [], ...digest }: ShownDigest['digest']): boolean {
  return [...DIGEST_LISTS.map((list) => digest[list]), no_first_post, corrections, struck].every(
    (list) => list.length === 0,
  );
}

function List({ told, list }: { told: Told; list: (typeof DIGEST_LISTS)[number] }) {
  const lines = told.digest[list];
  if (lines.length === 0) return null;
  const parted = PARTED.some((name) => name === list);
  return (
    <>
      <h2>{told.r.t(`digest.list.${list}`)}</h2>
      {parted ? (
        (['checked', 'unchecked'] as const).map((which) => {
          const own = lines.filter((line) => (line.checked_since_due === true) === (which === 'checked'));
          return own.length === 0 ? null : (
            <>
              <h3>{told.r.t(`digest.${which}`)}</h3>
              <Lines told={told} lines={own} />
            </>
          );
        })
      ) : (
        <Lines told={told} lines={lines} />
      )}
    </>
  );
}

function Lines({ told, lines }: { told: Told; lines: readonly DigestLine[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <Line told={told} line={line} />
      ))}
    </ul>
  );
}

function Line({ told, line }: { told: Told; line: DigestLine }) {
  const { r } = told;
  const written = textLanguage(line.words, 'ru');
  const title = told.titles.get(line.incident);
  return (
    <li>
      <a
        href={siteAddress(told, `/promises/${line.incident}/${line.promise}`)}
        {...(written === r.lang ? {} : { lang: written })}
      >
        {capital(line.words)}
      </a>
      <br />
      {title === undefined ? null : <>{inWords(r, title, line.incident)}. </>}
      {whoWords(told, line)}
      <br />
      {fellDueLastNight(line, told.digest) ? null : <StatusLine told={told} line={line} />}
      {dueWords(told, line).join(' ')}
    </li>
  );
}

/** Colour only for what was checked. */
function StatusLine({ told, line }: { told: Told; line: DigestLine }) {
  const tone = line.retracted === undefined ? statusWords(told.r, factsOf(told, line)).tone : 'null';
  return (
    <>
      <b {...(tone === 'past' || tone === 'done' ? { class: tone } : {})}>{statusLine(told, line)}</b>{' '}
    </>
  );
}

function Corrections({ told }: { told: Told }) {
  const { r, digest, directory } = told;
  if (digest.corrections.length === 0) return null;
  return (
    <>
      <h2>{r.t('digest.list.corrections')}</h2>
      <ul>
        {digest.corrections.map((correction): Child => {
          const title = told.titles.get(correction.incident);
          const side = (value: unknown) => correctedWords(r, correction, value, directory);
          return (
            <li>
              <a href={siteAddress(told, `/promises/${correction.incident}/${correction.promise}`)}>
                {title === undefined ? correction.incident : localWords(r, title)}
              </a>
              <br />
              {r.t('digest.correction', {
                week: correction.week,
                field: r.t(`digest.field.${correction.field}`),
                was: side(correction.was),
                is: side(correction.is),
              })}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Silent({ told }: { told: Told }) {
  const { r, digest, directory, titles } = told;
  if (digest.no_first_post.length === 0) return null;
  return (
    <>
      <h2>{r.t('digest.list.no_first_post')}</h2>
      <ul>
        {digest.no_first_post.map((line): Child => {
          const office = directory.offices.find(({ id }) => id === line.office);
          return (
            <li>
              <a href={siteAddress(told, `/incidents/${line.incident}`)}>
                {inWords(r, titles.get(line.incident) ?? {}, line.incident)}
              </a>
              <br />
              {r.t('digest.no_first_post', {
                office: localWords(r, office?.name ?? {}) || line.office,
                on: coarseWords(r, line.checked_on, { form: 'on' }),
                channels: channelsWords(r, line.channels as Parameters<typeof channelsWords>[1]),
              })}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Struck({ told }: { told: Told }) {
  const lines = told.digest.struck ?? [];
  if (lines.length === 0) return null;
  const words = struckWords(told);
  return (
    <>
      <h2>{told.r.t('digest.list.struck')}</h2>
      <ul>
        {lines.map(({ incident }, index) => (
          <li>
            <a href={siteAddress(told, `/incidents/${incident}`)}>{words[index]}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Counts({ told: { r, digest } }: { told: Told }) {
  const { under_review, not_rechecked } = digest;
  if (under_review + not_rechecked === 0) return null;
  return (
    <>
      <h2>{r.t('digest.list.counts')}</h2>
      {under_review === 0 ? null : <p>{r.t('digest.under_review', { count: under_review })}</p>}
      {not_rechecked === 0 ? null : <p>{r.t('digest.not_rechecked', { count: not_rechecked })}</p>}
    </>
  );
}

function issuedWords(r: Reader, { digest, issuedAt }: ShownDigest, zone: string): string {
  const cutOff = Date.parse(digest.cut_off);
  const cutoff = `${momentWords(r, { at: cutOff, zone, ends: true })}, ${zoneWords(r, zone, cutOff)}`;
  return issuedAt === null
    ? r.t('digest.preview', { cutoff })
    : r.t('digest.issued', { cutoff, on: momentWords(r, { at: issuedMinute(issuedAt), zone }) });
}
