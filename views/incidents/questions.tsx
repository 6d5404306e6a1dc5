import type { Child } from 'hono/jsx';
import { type Asked, countQuestions, QUESTION_STATES, questionsAt } from '../../src/domain/questions.ts';
import { dayWords } from '../format/dates.ts';
import { textLanguage } from '../format/language.ts';
import { Table } from '../parts/table.tsx';
import { langOf } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';
import { anchor } from './row-id.ts';
import { office, saidOn, type Told } from './told.tsx';

/** The questions that the page of an incident tells of. */
export const questionsOf = ({ state }: Told): Asked[] => questionsAt(state.incident, state.asOf);

/** How many there are, from when to when they were asked, and what became of them. */
export function questionWords(r: Reader, asked: readonly Asked[]): string {
  const { count, firstOn, lastOn, states } = countQuestions(asked);
  const days =
    firstOn === null || lastOn === null
      ? []
      : [
          firstOn === lastOn
            ? r.t('questions.asked_on', { on: dayWords(r, firstOn) })
            : r.t('questions.asked_between', { from: dayWords(r, firstOn), to: dayWords(r, lastOn) }),
        ];
  const parts = QUESTION_STATES.filter((state) => states[state] > 0).map(
    (state) => `${r.t(`office.question.${state}`)}: ${states[state]}`,
  );
  return [r.t('office.questions_count', { count }), ...days, `${parts.join('. ')}.`].join(' ');
}

/** Questions put to offices in an incident: how many and what became of them, then each. */
export function IncidentQuestions({ told }: { told: Told }): Child {
  const { r } = told;
  const asked = questionsOf(told);
  return (
    <>
      <p>{questionWords(r, asked)}</p>
      <Table
        caption={r.t('incident.questions')}
        captionHidden
        columns={[
          { label: r.t('office.column.asked') },
          { label: r.t('office.column.question') },
          { label: r.t('office.column.became') },
        ]}
        rows={asked.map((each) => [
          saidOn(told, each.entry.at),
          <Words told={told} asked={each} />,
          becameWords(r, each),
        ])}
      />
    </>
  );
}

export const becameWords = (r: Reader, { state }: Asked): string => r.t(`question.${state}`);

function Words({ told, asked: { entry } }: { told: Told; asked: Asked }): Child {
  const { r } = told;
  const words = entry.text ?? entry.quote ?? r.t('office.column.question');
  return (
    <>
      <a href={anchor(entry.id)} {...langOf(r, textLanguage(words, entry.lang))}>
        {words}
      </a>
      {entry.askedOf === null ? null : (
        <small>{r.t('question.asked_of', { office: office(told, entry.askedOf).text })}</small>
      )}
    </>
  );
}
