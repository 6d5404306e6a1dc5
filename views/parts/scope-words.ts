import type { Directory } from '../../src/domain/directory.ts';
import type { Scope } from '../../src/domain/subscription.ts';
import { type Texts, wordsIn } from '../../src/domain/words.ts';
import { officeInSentence } from '../format/offices.ts';
import type { Reader } from '../reader.ts';
import { quoted } from './words.tsx';

/** What the words of a scope are taken from. `titles`: of the public incidents, by slug. */
export type ScopeNames = { directory: Pick<Directory, 'offices'>; titles: ReadonlyMap<string, Texts> };

/** What somebody is subscribed to, within a sentence: `аким города Алматы; «Взрывы в Арыси»`. An office or incident that is gone is left out. */
export function scopesWords(r: Reader, scopes: readonly Scope[], names: ScopeNames): string {
  if (scopes.some(({ kind }) => kind === 'all')) return r.t('mail.scope.all');
  return scopes.flatMap((scope) => scopeWords(r, scope, names) ?? []).join('; ');
}

/** One scope in words; undefined where the record no longer has it. */
export function scopeWords(r: Reader, { kind, ref }: Scope, { directory, titles }: ScopeNames): string | undefined {
  switch (kind) {
    case 'all':
      return r.t('mail.scope.all');
    case 'office': {
      const name = wordsIn(directory.offices.find(({ id }) => id === ref)?.name ?? {}, r.lang);
      return name && officeInSentence(name.text, name.lang, r.lang).text;
    }
    case 'incident': {
      const title = wordsIn(titles.get(ref) ?? {}, r.lang);
      return title && quoted(title.text, title.lang);
    }
  }
}
