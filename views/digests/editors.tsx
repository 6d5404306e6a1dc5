import type { Digest } from '../../src/domain/digest.ts';
import { type Texts, wordsIn } from '../../src/domain/words.ts';
import { address } from '../address.ts';
import { rich } from '../incidents/rich.tsx';
import { inWords } from '../incidents/told.tsx';
import { Section } from '../parts/section.tsx';
import { langOf, localWords } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';
import { listsWords } from './words.ts';

type Props = { r: Reader; digest: Digest };

/** The newsroom's own words before the lists, in the reader's language or in the one that stands in for it. */
export function Foreword({ r, digest }: Props) {
  const words = wordsIn(digest.foreword ?? {}, r.lang);
  if (words === undefined) return null;
  return (
    <Section id="s_foreword" title={r.t('digest.foreword')}>
      {words.text.split(/\n{2,}/).map((part) => (
        <p {...langOf(r, words.lang)}>{part}</p>
      ))}
    </Section>
  );
}

/** That lines were struck, of which lists and why; not what they said. */
export function Struck({ r, digest, titles }: Props & { titles: ReadonlyMap<string, Texts> }) {
  const { struck = [] } = digest;
  if (struck.length === 0) return null;
  return (
    <Section id="s_struck" title={r.t('digest.list.struck')}>
      <ul class="links">
        {struck.map(({ incident, lists, reason }) => {
          const title = titles.get(incident);
          if (title === undefined) return <li class="muted">{r.t('digest.withdrawn_line')}</li>;
          const name = <a href={address(r.lang, `/incidents/${incident}`)}>{inWords(r, title, incident)}</a>;
          return <li>{rich(r, 'digest.struck', { incident: name }, { lists: listsWords(r, lists), reason })}</li>;
        })}
      </ul>
    </Section>
  );
}

/** The same in a sentence each, for mails. */
export function struckWords({ r, digest, titles }: Props & { titles: ReadonlyMap<string, Texts> }): string[] {
  return (digest.struck ?? []).map(({ incident, lists, reason }) =>
    r.t('digest.struck', {
      incident: localWords(r, titles.get(incident) ?? {}) || incident,
      lists: listsWords(r, lists),
      reason,
    }),
  );
}

/** The paragraphs of the foreword; none where there is none. */
export function forewordWords({ r, digest }: Props): string[] {
  return wordsIn(digest.foreword ?? {}, r.lang)?.text.split(/\n{2,}/) ?? [];
}
