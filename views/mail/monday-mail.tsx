import type { Directory } from '../../src/domain/directory.ts';
import type { Monday, MondayLine } from '../../src/domain/monday.ts';
import type { Week } from '../../src/domain/week.ts';
import type { Language } from '../../src/domain/words.ts';
import { dayEndingAt, localDate } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { daysWords } from '../format/dates.ts';
import { capital } from '../format/text.ts';
import { checkAddress, mondayDue } from '../newsroom/monday-line.ts';
import { LETTER_LANGUAGES, letterLink, requestLetter } from '../newsroom/request-letter.ts';
import { localWords } from '../parts/words.tsx';
import { type Reader, readerOf } from '../reader.ts';
import { type MailWords, unglued, withoutJoiners } from './digest-mail.tsx';
import { MailFrame } from './frame.tsx';

export type MondayMailProps = {
  monday: Monday;
  /** The week that begins. */
  week: Pick<Week, 'from' | 'cutOff'>;
  directory: Pick<Directory, 'offices'>;
  baseUrl: string;
  lang: Language;
  zone: string;
};

type Told = MondayMailProps & { r: Reader };

const LISTS = ['due', 'unchecked'] as const;
/** More than anybody does in a week. */
export const MONDAY_LINES = 40;

/** The newsroom's own letter of the week: what falls due and what nobody has checked, each with its letter and its form. */
export function mondayMail(props: MondayMailProps): MailWords {
  const { monday, week, baseUrl, lang, zone } = props;
  const r = readerOf(lang);
  const told: Told = { ...props, r };
  const days = daysWords(r, localDate(week.from, zone), dayEndingAt(week.cutOff, zone));
  const counts = { due: monday.due.length, unchecked: monday.unchecked.length };
  const subject = unglued(r.t('monday.subject', { week: days, ...counts }));
  const change = baseUrl + address(lang, '/desk/monday');
  const html = (
    <MailFrame r={r} title={subject}>
      <p class="small">{r.t('monday.kicker')}</p>
      <h1>{capital(days)}</h1>
      <p>{r.t('monday.lead', counts)}</p>
      {LISTS.map((list) => (
        <List told={told} list={list} />
      ))}
      <div class="foot">
        <p class="note">
          {r.t('monday.why')} <a href={change}>{r.t('monday.change')}</a>
        </p>
      </div>
    </MailFrame>
  );
  const text = [
    capital(days),
    r.t('monday.lead', counts),
    ...LISTS.flatMap((list) => textOf(told, list)),
    '--',
    `${r.t('monday.why')} ${r.t('monday.change')}:\n${change}`,
  ].join('\n\n');
  return { subject, text: `${unglued(text)}\n`, html: withoutJoiners(String(html)) };
}

const officeWords = ({ r, directory }: Pick<Told, 'r' | 'directory'>, { office }: MondayLine): string =>
  localWords(r, directory.offices.find(({ id }) => id === office)?.name ?? {}) || office;

function List({ told, list }: { told: Told; list: (typeof LISTS)[number] }) {
  const { r } = told;
  const lines = told.monday[list];
  if (lines.length === 0) return null;
  return (
    <>
      <h2>{r.t(`monday.${list}`)}</h2>
      <ul>
        {lines.slice(0, MONDAY_LINES).map((line) => (
          <Line told={told} line={line} />
        ))}
      </ul>
      {lines.length > MONDAY_LINES ? <p>{r.t('monday.more', { count: lines.length - MONDAY_LINES })}</p> : null}
    </>
  );
}

function Line({ told, line }: { told: Told; line: MondayLine }) {
  const { r, baseUrl } = told;
  const { incident, promise } = line;
  return (
    <li>
      <a href={baseUrl + address(r.lang, `/promises/${incident.slug}/${promise.id}`)}>{capital(promise.text)}</a>
      <br />
      {localWords(r, incident.title)}. {officeWords(told, line)}.
      <br />
      {mondayDue(r, line)}
      {promise.test === null ? null : (
        <>
          <br />
          {r.t('monday.test', { test: promise.test })}
        </>
      )}
      <p>
        <a class="go" href={baseUrl + checkAddress(r.lang, line)}>
          {r.t('monday.check')}
        </a>
      </p>
      {LETTER_LANGUAGES.map((lang) => {
        const letter = requestLetter(lang, line, told);
        return (
          <>
            <p class="small">
              <b>{r.t(`monday.letter.${lang}`)}</b>, <a href={letterLink(letter)}>{r.t('monday.letter.open')}</a>
            </p>
            {letter.text.split('\n\n').map((part) => (
              <p class="small" lang={lang}>
                {part.split('\n').map((words, index) => (
                  <>
                    {index === 0 ? null : <br />}
                    {words}
                  </>
                ))}
              </p>
            ))}
          </>
        );
      })}
    </li>
  );
}

function textOf(told: Told, list: (typeof LISTS)[number]): string[] {
  const { r, baseUrl } = told;
  const lines = told.monday[list];
  if (lines.length === 0) return [];
  const head = r.t(`monday.${list}`);
  const more = lines.length - MONDAY_LINES;
  return [
    `${head}\n${'='.repeat(head.length)}`,
    ...lines.slice(0, MONDAY_LINES).flatMap((line) => [
      [
        `* ${capital(line.promise.text)}`,
        `${localWords(r, line.incident.title)}. ${officeWords(told, line)}.`,
        mondayDue(r, line),
        ...(line.promise.test === null ? [] : [r.t('monday.test', { test: line.promise.test })]),
        `${r.t('monday.check')}: ${baseUrl}${checkAddress(r.lang, line)}`,
      ].join('\n'),
      ...LETTER_LANGUAGES.map((lang) => {
        const { subject, text } = requestLetter(lang, line, told);
        const indented = `${subject}\n\n${text}`.split('\n').map((words) => (words === '' ? '>' : `> ${words}`));
        return [`${r.t(`monday.letter.${lang}`)}:`, ...indented].join('\n');
      }),
    ]),
    ...(more > 0 ? [r.t('monday.more', { count: more })] : []),
  ];
}
