import type { Directory } from '../../src/domain/directory.ts';
import { type MondayLine, regionKey } from '../../src/domain/monday.ts';
import { LANGUAGES } from '../../src/domain/words.ts';
import { address } from '../address.ts';
import { checkAddress, mondayDue } from '../newsroom/monday-line.ts';
import { LETTER_LANGUAGES, letterLink, requestLetter } from '../newsroom/request-letter.ts';
import { Choices, ErrorSummary, FieldError, Tick } from '../parts/fields.tsx';
import { Pager } from '../parts/pager.tsx';
import { Section } from '../parts/section.tsx';
import { Localised, localWords } from '../parts/words.tsx';
import type { Reader } from '../reader.ts';
import { officeChoices } from './choices.ts';
import { type Desk, errorsOf } from './desk.ts';
import { FormFrame } from './form-frame.tsx';
import { type FormState, textOf, textsOf } from './form-state.ts';
import { type LookChoices, LookNow } from './look-now.tsx';
import { DeskPage, deskAddress } from './page.tsx';
import { LookNoted } from './waiting.tsx';

/** One page of a list. `count`: of all its lines. */
export type MondayPart = { lines: readonly MondayLine[]; count: number; page: number; more: boolean };

export type MondayPageProps = {
  desk: Desk;
  /** The days of the week, in words. */
  days: string;
  /** What is to be done; null: nothing is chosen yet. */
  monday: Readonly<Record<'due' | 'unchecked', MondayPart>> | null;
  look: LookChoices;
  /** The incident of which a look was just noted. */
  noted: string | null;
  directory: Pick<Directory, 'offices'>;
  email: string;
  state: FormState;
};

/** `/desk/monday`: the reporter's own week, and whether it comes by mail. */
export function MondayPage(props: MondayPageProps) {
  const { desk, days, monday } = props;
  const { r } = desk;
  return (
    <DeskPage desk={desk} title={r.t('desk.monday.title')} lead={`${days}. ${r.t('desk.monday.lead')}`}>
      <LookNoted desk={desk} slug={props.noted} />
      {monday === null ? (
        <p>{r.t('desk.monday.unset')}</p>
      ) : (
        <>
          <p>{r.t('monday.lead', { due: monday.due.count, unchecked: monday.unchecked.count })}</p>
          {(['due', 'unchecked'] as const).map((list) => (
            <Lines {...props} id={list} part={monday[list]} />
          ))}
        </>
      )}
      <Setting {...props} />
    </DeskPage>
  );
}

function Lines({ id, part, ...props }: MondayPageProps & { id: 'due' | 'unchecked'; part: MondayPart }) {
  const { desk } = props;
  const { r } = desk;
  const { lines, count, page, more } = part;
  if (count === 0) return null;
  const to = (number: number) => {
    const { looked: _, [id]: __, ...others } = desk.query;
    return `${deskAddress(desk, '/monday', { ...others, ...(number < 2 ? {} : { [id]: String(number) }) })}#${id}`;
  };
  return (
    <Section id={id} title={r.t(`monday.${id}`)} note={String(count)}>
      <ul class="desk-list">
        {lines.map((line) => (
          <li>
            <Line {...props} line={line} />
          </li>
        ))}
      </ul>
      <Pager r={r} previous={page > 1 ? to(page - 1) : undefined} next={more ? to(page + 1) : undefined} />
    </Section>
  );
}

function Line({ desk, directory, look, line }: MondayPageProps & { line: MondayLine }) {
  const { r, site } = desk;
  const { incident, promise, office } = line;
  return (
    <>
      <p class="small muted">
        <Localised r={r} texts={incident.title} />
      </p>
      <p>
        <a class="quiet" href={address(r.lang, `/promises/${incident.slug}/${promise.id}`)}>
          {promise.text}
        </a>
      </p>
      <p class="small">
        {officeName(r, directory, office)}. {mondayDue(r, line)}{' '}
        <a href={checkAddress(r.lang, line)}>{r.t('monday.check')}</a>
      </p>
      <LookNow desk={desk} incident={incident} what={promise.id} from="monday" look={look} />
      {promise.test === null ? null : <p class="small">{r.t('monday.test', { test: promise.test })}</p>}
      {LETTER_LANGUAGES.map((lang) => {
        const letter = requestLetter(lang, line, { directory, baseUrl: site.base });
        return (
          <details>
            <summary>{r.t(`monday.letter.${lang}`)}</summary>
            <p class="small">
              <a href={letterLink(letter)}>{r.t('monday.letter.open')}</a>
            </p>
            <pre class="letter" {...(lang === r.lang ? {} : { lang })}>
              {`${letter.subject}\n\n${letter.text}`}
            </pre>
          </details>
        );
      })}
    </>
  );
}

const officeName = (r: Reader, { offices }: Pick<Directory, 'offices'>, office: string): string =>
  localWords(r, offices.find(({ id }) => id === office)?.name ?? {}) || office;

function Setting({ desk, directory, email, state }: MondayPageProps) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  const { input } = state;
  return (
    <Section id="setting" title={r.t('desk.monday.setting')}>
      {errors.length === 0 ? null : <ErrorSummary r={r} errors={errors} />}
      <FieldError name="" errors={errors} />
      <FormFrame
        desk={desk}
        action={deskAddress(desk, '/monday')}
        state={{ ...state, problems: [] }}
        submit={r.t('desk.save')}
      >
        <Tick name="wants" label={r.t('desk.monday.wants', { email })} checked={textOf(input, 'wants') === '1'} />
        <Choices
          name="lang"
          label={r.t('desk.monday.lang')}
          choices={LANGUAGES.map((lang) => ({ value: lang, label: r.t(`subscribe.lang.${lang}`) }))}
          value={textOf(input, 'lang')}
        />
        <Choices
          many
          column
          name="regions"
          label={r.t('desk.monday.regions')}
          choices={regionChoices(r, directory)}
          value={textsOf(input, 'regions')}
          errors={errors}
        />
        <Choices
          many
          column
          name="offices"
          label={r.t('desk.monday.offices')}
          choices={officeChoices(r, directory)}
          value={textsOf(input, 'offices')}
        />
      </FormFrame>
    </Section>
  );
}

/** Every region once, by name. */
function regionChoices(r: Reader, { offices }: Pick<Directory, 'offices'>) {
  const regions = new Map(offices.map(({ region }) => [regionKey(region), localWords(r, region)]));
  return [...regions]
    .flatMap(([key, label]) => (key === undefined ? [] : [{ value: key, label }]))
    .sort((a, b) => a.label.localeCompare(b.label, r.lang));
}
