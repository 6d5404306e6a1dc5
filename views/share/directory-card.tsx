import type { Directory, Office, Official } from '../../src/domain/directory.ts';
import { type Held, holdersOn } from '../../src/domain/office.ts';
import { termsOf } from '../../src/domain/official.ts';
import { wordsIn } from '../../src/domain/words.ts';
import type { LocalDate } from '../../src/domain/zone.ts';
import { dayWords } from '../format/dates.ts';
import { termOn } from '../offices/holders.tsx';
import { localWords } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';
import { type Card, plainCard } from './card.tsx';
import { plainWords } from './plain.ts';

type OfOffice = { directory: Directory; office: Office; on: LocalDate };
type OfOfficial = { directory: Directory; official: Official; on: LocalDate };

/** The card of an office: who held it on the day, as its page says it; nothing is counted. */
export function officeCard(r: Reader, { directory, office, on }: OfOffice): Card {
  const held = holdersOn(directory, office.id, on);
  const day = dayWords(r, on);
  const name = (id: string) => nameOf(r, directory.officials, id);
  const who = held.map((each) => `${name(each.tenure.official)} (${term(r, each, on)})`).join(` ${r.t('story.or')} `);
  return plainCard(r, {
    kicker: [r.t(`office.kind.${office.kind}`), localWords(r, office.region)]
      .filter((words) => words !== '')
      .join(', '),
    title: wordsIn(office.name, r.lang)?.text ?? office.id,
    lead: held.length === 0 ? r.t('office.lead_unknown', { on: day }) : r.t('office.lead', { who, on: day }),
    on,
  });
}

/** The card of a person: which offices he held by the day. No promise and no figure stands there. */
export function officialCard(r: Reader, { directory, official, on }: OfOfficial): Card {
  const terms = termsOf(directory, official.id, on);
  const name = (id: string) => nameOf(r, directory.offices, id);
  const offices = terms.map((each) => `${name(each.tenure.office)} (${term(r, each, on)})`).join('; ');
  return plainCard(r, {
    kicker: r.t('nav.offices'),
    title: wordsIn(official.name, r.lang)?.text ?? official.id,
    lead: terms.length === 0 ? r.t('official.no_terms') : r.t('official.lead', { offices, on: dayWords(r, on) }),
    on,
  });
}

const term = (r: Reader, held: Held, on: LocalDate): string => plainWords(termOn(r, held, on));

function nameOf(r: Reader, named: readonly { id: string; name: Office['name'] }[], id: string): string {
  return wordsIn(named.find((each) => each.id === id)?.name ?? {}, r.lang)?.text ?? id;
}
