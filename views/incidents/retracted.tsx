import type { Child } from 'hono/jsx';
import type { Retracted } from '../../src/domain/taken-back.ts';
import { localDate } from '../../src/domain/zone.ts';
import { dayWords } from '../format/dates.ts';
import { textLanguage } from '../format/language.ts';
import { capital } from '../format/text.ts';
import { rowId } from './row-id.ts';
import { promiseAddress, type Told, when } from './told.tsx';

/** The lines of one kind that were struck out: their words, when they were said, and why they stand no more. */
export function RetractedLines({ told, kind }: { told: Told; kind: 'entry' | 'promise' }): Child {
  const lines = (told.retracted ?? []).filter(({ part }) => part.kind === kind);
  if (lines.length === 0) return null;
  return (
    <ol class="pl-bare">
      {lines.map((line) => (
        <li class="pl" id={kind === 'promise' ? `promise-${line.part.id}` : rowId(line.part.id)}>
          <p class="pl-d">{capital(when(told, line.said))}</p>
          <div>
            <h3>
              {kind === 'promise' ? (
                <a href={promiseAddress(told, line.part)}>
                  <StruckWords told={told} line={line} />
                </a>
              ) : (
                <StruckWords told={told} line={line} />
              )}
            </h3>
            <p>{retractedWords(told, line)}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The words, struck through. */
export function StruckWords({ told, line: { words, lang } }: { told: Told; line: Retracted }): Child {
  const written = textLanguage(words, lang ?? 'ru');
  return <s {...(written === told.r.lang ? {} : { lang: written })}>{capital(words)}</s>;
}

/** When the newsroom struck it out, and why. */
export function retractedWords({ r, state }: Told, { at, why }: Retracted): string {
  const on = dayWords(r, localDate(at, state.incident.zone), { form: 'on' });
  return r.t('retracted.line', { on, why });
}

/** That a court took the words of some entries. */
export function TakenOutNote({ told }: { told: Told }): Child {
  const count = told.takenOut?.size ?? 0;
  return count === 0 ? null : <p class="note">{told.r.t('timeline.taken_down', { count })}</p>;
}
