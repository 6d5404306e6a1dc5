import type { Child } from 'hono/jsx';
import { type Asked, questionsAt } from '../../src/domain/questions.ts';
import { textLanguage } from '../format/language.ts';
import { becameWords, questionWords } from '../incidents/questions.tsx';
import { anchor } from '../incidents/row-id.ts';
import { saidOn, type Told, withYears } from '../incidents/told.tsx';
import { Table } from '../parts/table.tsx';
import { langOf } from '../parts/words.tsx';
import { IncidentLink, incidentAddress } from '../promises/line.tsx';
import type { Reader } from '../reader.ts';

type Row = { told: Told; asked: Asked };

/** Questions that were put to the office, in whatever incident, and what became of each; none that a court took down. domain.md, What a statement answers. */
export function OfficeQuestions({ r, office, incidents }: { r: Reader; office: string; incidents: readonly Told[] }) {
  const rows = incidents.flatMap((told) =>
    questionsAt(told.state.incident, told.state.asOf, office).map((asked): Row => ({ told, asked })),
  );
  if (rows.length === 0) return <p>{r.t('office.no_questions')}</p>;
  return (
    <>
      <p>
        {questionWords(
          r,
          rows.map(({ asked }) => asked),
        )}
      </p>
      <Table
        caption={r.t('office.questions')}
        captionHidden
        columns={[
          { label: r.t('office.column.asked') },
          { label: r.t('office.column.question') },
          { label: r.t('office.column.became') },
        ]}
        rows={rows.map(cells)}
      />
    </>
  );
}

function cells({ told, asked }: Row): Child[] {
  const { r } = told;
  const { entry } = asked;
  const words = entry.text ?? entry.quote ?? r.t('office.column.question');
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
    becameWords(r, asked),
  ];
}
