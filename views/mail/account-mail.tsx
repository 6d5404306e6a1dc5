import type { Language } from '../../src/domain/words.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { momentWords, zoneWords } from '../parts/moment.tsx';
import { readerOf } from '../reader.ts';
import { type MailWords, unglued, withoutJoiners } from './digest-mail.tsx';
import { MailFrame } from './frame.tsx';

export type AccountMailProps = {
  purpose: 'invitation' | 'reset';
  /** Whose account it is. */
  name: string;
  token: string;
  /** Until when the link works. */
  until: Instant;
  baseUrl: string;
  lang: Language;
  zone: string;
};

/** The letter to somebody of the desk: a press on the page sets the password, opening the link does nothing. */
export function accountMail({ purpose, name, token, until, baseUrl, lang, zone }: AccountMailProps): MailWords {
  const r = readerOf(lang);
  const subject = r.t(`mail.account.${purpose}.subject`);
  const said = r.t(`mail.account.${purpose}.said`, { name, site: new URL(baseUrl).host });
  const link = `${baseUrl}${address(lang, `/desk/links/${token}`)}`;
  const ends = r.t('mail.confirm.until', {
    on: `${momentWords(r, { at: until, zone })}, ${zoneWords(r, zone, until)}`,
  });
  const notes = [ends, r.t(`mail.account.${purpose}.ignore`)];
  const press = r.t('mail.account.press');
  const html = (
    <MailFrame r={r} title={subject}>
      <p class="small">{r.t('site.name')}</p>
      <h1>{subject}</h1>
      <p>{said}</p>
      <p>{press}</p>
      <p>
        <a class="go" href={link}>
          {r.t('mail.account.link')}
        </a>
      </p>
      <div class="foot">
        {notes.map((words) => (
          <p class="note">{words}</p>
        ))}
      </div>
    </MailFrame>
  );
  const text = [said, `${press}\n${link}`, ...notes].join('\n\n');
  return { subject, text: `${unglued(text)}\n`, html: withoutJoiners(String(html)) };
}
