import type { Child } from 'hono/jsx';
import { questionAt } from '../../src/domain/answers.ts';
import type { Entry } from '../../src/domain/entry.ts';
import { NO_WORDS } from '../../src/domain/taken-back.ts';
import { textLanguage } from '../format/language.ts';
import { anchor } from '../incidents/row-id.ts';
import { saidOn, type Told, withYears } from '../incidents/told.tsx';
import { Table } from '../parts/table.tsx';
import { langOf } from '../parts/words.tsx';
import { IncidentLink, incidentAddress } from '../promises/line.tsx';
import type { Reader } from '../reader.ts';

type Asked = { told: Told; entry: Entry };

const STATES = ['unanswered', 'answered', 'formal', 'redirected', 'removed'] as const;

/** Questions that were put to the office in its incidents, and what became of each; none that a court took down. domain.md, What a statement answers. */
export function OfficeQuestions({ r, office, incidents }: { r: Reader; office: string; incidents: readonly Told[] }) {
  const asked = incidents.flatMap((told) =>
    told.state.entries.flatMap((entry) =>
      entry.kind === 'question' && entry.askedOf === office && entry.text !== NO_WORDS ? [{ told, entry }] : [],
    ),
  );
  if (asked.length === 0) return <p>{r.t('office.no_questions')}</p>;
  return (
    <>
      <p>{summary(r, asked)}</p>
      <Table
        caption={r.t('office.questions')}
        captionHidden
        columns={[
          { label: r.t('office.column.asked') },
          { label: r.t('office.column.question') },
          { label: r.t('office.column.became') },
        ]}
        rows={asked.map(row)}
      />
    </>
  );
}

const stateOf = ({ told, entry }: Asked) => questionAt(entry, told.state.incident, told.state.asOf);

function summary(r: Reader, asked: readonly Asked[]): string {
  const parts = STATES.flatMap((state) => {
    const count = asked.filter((each) => stateOf(each) === state).length;
    return count === 0 ? [] : [`${r.t(`office.question.${state}`)}: ${count}`];
  });
  return `${r.t('office.questions_count', { count: asked.length })} ${parts.join('. ')}.`;
}

function row({ told, entry }: Asked): Child[] {
  const { r } = told;
  const words = entry.text ?? entry.quote ?? '';
  return [
    saidOn(withYears(told), entry.at),
    <>
      <a href={`${incidentAddress(told)}${anchor(entry.id)}`} {...langOf(r, textLanguage(words, entry.lang))}>
        {words}
      </a>
      <small>
        <IncidentLink told={told} />
      </small>
    </>,
    r.t(`question.${stateOf({ told, entry })}`),
  ];
}
