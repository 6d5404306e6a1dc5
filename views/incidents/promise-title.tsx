import type { Child } from 'hono/jsx';
import type { Promised } from '../../src/domain/promise.ts';
import { textLanguage } from '../format/language.ts';
import { capital } from '../format/text.ts';
import type { Told } from './told.tsx';

/** The words of a promise as a heading. */
export function PromiseTitle({ told, promise }: { told: Told; promise: Promised }): Child {
  const lang = textLanguage(promise.text, 'ru');
  const words = capital(promise.text);
  return lang === told.r.lang ? words : <span lang={lang}>{words}</span>;
}
