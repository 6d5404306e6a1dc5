import type { Directory } from '../../src/domain/directory.ts';
import type { Scope } from '../../src/domain/subscription.ts';
import type { Language, Texts } from '../../src/domain/words.ts';
import type { Instant } from '../../src/domain/zone.ts';
import { address } from '../address.ts';
import { momentWords, zoneWords } from '../parts/moment.tsx';
import { scopesWords } from '../parts/scope-words.ts';
import { readerOf } from '../reader.ts';
import { type MailWords, unglued, withoutJoiners } from './digest-mail.tsx';
import { MailFrame } from './frame.tsx';

export type ConfirmMailProps = {
  /** What was asked for and is not confirmed; empty where the owner has all of it already. */
  asked: readonly Scope[];
  /** What the owner gets already. */
  held: readonly Scope[];
  directory: Pick<Directory, 'offices'>;
  titles: ReadonlyMap<string, Texts>;
  baseUrl: string;
  lang: Language;
  zone: string;
  /** Until when the link that confirms works. */
  until: Instant;
  /** An address that nobody confirms is deleted after so many days. */
  days: number;
  links: { confirm: string; manage: string };
};

/** The letter that asks the owner of an address: a press on the page confirms, opening the link does nothing. */
export function confirmMail(props: ConfirmMailProps): MailWords {
  const { asked, held, directory, titles, baseUrl, lang, zone, until, days, links } = props;
  const r = readerOf(lang);
  const open = asked.length > 0;
  const scopes = scopesWords(r, open ? asked : held, { directory, titles });
  const said = r.t(open ? 'mail.confirm.asked' : 'mail.confirm.known', { scopes });
  const link = `${baseUrl}${address(lang, open ? `/subscribe/confirm/${links.confirm}` : `/subscribe/manage/${links.manage}`)}`;
  const press = r.t(open ? 'mail.confirm.press' : 'mail.confirm.change');
  const ends = r.t('mail.confirm.until', {
    on: `${momentWords(r, { at: until, zone })}, ${zoneWords(r, zone, until)}`,
  });
  const ignore = held.length > 0 ? r.t('mail.confirm.ignore_known') : r.t('mail.confirm.ignore', { days });
  const subject = r.t('mail.confirm.subject');
  const notes = [...(open ? [ends] : []), ignore];
  const html = (
    <MailFrame r={r} title={subject}>
      <p class="small">{r.t('site.name')}</p>
      <h1>{subject}</h1>
      <p>{said}</p>
      <p>{press}</p>
      <p>
        <a class="go" href={link}>
          {r.t(open ? 'mail.confirm.link' : 'mail.change')}
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
