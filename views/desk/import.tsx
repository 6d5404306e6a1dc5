import { Actions, Choices, ErrorSummary, FieldError, FileField, Hidden, Submit, TextField } from '../parts/fields.tsx';
import { Table } from '../parts/table.tsx';
import { type Desk, errorsOf } from './desk.ts';
import { type FormState, textOf } from './form-state.ts';
import { ImportedItems, type ImportItem } from './import-items.tsx';
import { expectedWords, type ImportRefusal, valueWords } from './import-words.ts';
import { DeskForm, DeskPage, deskAddress, incidentAddress } from './page.tsx';

export type ImportKind = 'entries' | 'promises' | 'followers' | 'measurements' | 'documents';

/** What an import does or did. `refusedRows`: rows or documents, `refused`: everything that is wrong with them. */
export type ImportOutcome = {
  kind: ImportKind | null;
  lines: number;
  added: number;
  changed: number;
  unchanged: number;
  refusedRows: number;
  refused: readonly ImportRefusal[];
  /** The incidents that it changes, by their slugs. */
  incidents: readonly string[];
  directory: boolean;
  published: boolean;
};

export type SheetColumns = { kind: Exclude<ImportKind, 'documents'>; columns: { name: string; words: string }[] };

export type ImportPageProps = {
  desk: Desk;
  state: FormState;
  limits: { megabytes: number; rows: number };
  sheets: readonly SheetColumns[];
};

const TYPES = '.csv,.tsv,.json,.jsonl,.ndjson,text/csv,application/json';

/** A file to import, and what a sheet has to look like. */
export function ImportPage({ desk, state, limits, sheets }: ImportPageProps) {
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  return (
    <DeskPage desk={desk} title={r.t('desk.import.title')} lead={r.t('desk.import.lead')}>
      <ErrorSummary r={r} errors={errors} />
      <form
        method="post"
        action={deskAddress(desk, '/import')}
        enctype="multipart/form-data"
        class="desk-form"
        novalidate
      >
        <Hidden name="csrf" value={desk.csrf} />
        <FileField
          name="file"
          label={r.t('desk.import.file')}
          hint={r.t('desk.import.file.hint', limits)}
          errors={errors}
          accept={TYPES}
        />
        <Actions>
          <Submit>{r.t('desk.import.look')}</Submit>
          <a class="button" href={deskAddress(desk, '/export')}>
            {r.t('desk.export.title')}
          </a>
        </Actions>
      </form>
      <section class="sec-plain" aria-labelledby="templates-h">
        <h2 id="templates-h">{r.t('desk.import.templates')}</h2>
        <p>{r.t('desk.import.templates.lead')}</p>
        <ul class="desk-list">
          {sheets.map((sheet) => (
            <li>
              <SheetHelp desk={desk} sheet={sheet} />
            </li>
          ))}
        </ul>
      </section>
    </DeskPage>
  );
}

function SheetHelp({ desk, sheet: { kind, columns } }: { desk: Desk; sheet: SheetColumns }) {
  const { r } = desk;
  return (
    <>
      <p>
        <a href={deskAddress(desk, `/import/templates/${kind}.csv`)}>{r.t(`desk.import.template.${kind}`)}</a>
      </p>
      <details>
        <summary>{r.t('desk.import.columns', { count: columns.length })}</summary>
        <Table
          caption={r.t(`desk.import.kind.${kind}`)}
          captionHidden
          columns={[{ label: r.t('desk.import.column.column') }, { label: r.t('desk.import.column.words') }]}
          rows={columns.map(({ name, words }) => [<code>{name}</code>, words])}
        />
      </details>
    </>
  );
}

export type UploadShown = { id: number; name: string; size: number };

export type ImportPreviewProps = {
  desk: Desk;
  upload: UploadShown;
  items: readonly ImportItem[];
  outcome: ImportOutcome;
  /** Whether an editor may publish it at once; undefined: there is nothing to ask. */
  publishable: { bars: readonly PublishBarShown[]; corrects: boolean } | undefined;
  /** Whether this person may bring it in at all: the directory is for editors. */
  allowed: boolean;
  seen: string;
  state: FormState;
};

export type PublishBarShown = {
  slug: string | null;
  reason: 'second_editor' | 'draft_waits' | 'taken_down' | 'held';
};

/** What the file would do: nothing is written yet. */
export function ImportPreviewPage(props: ImportPreviewProps) {
  const { desk, upload, items, outcome, state } = props;
  const { r } = desk;
  const errors = errorsOf(desk, state.problems);
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.import.preview')}
      back={{ href: deskAddress(desk, '/import'), words: r.t('desk.import.title') }}
      lead={fileWords(desk, upload, outcome)}
    >
      <ErrorSummary r={r} errors={errors} />
      <FieldError name="" errors={errors} />
      <Counts desk={desk} outcome={outcome} of="count" />
      {outcome.added + outcome.changed === 0 ? (
        <p>{r.t(outcome.unchanged > 0 ? 'desk.import.nothing_new' : 'desk.import.nothing')}</p>
      ) : (
        <PressForm {...props} />
      )}
      <Refused desk={desk} upload={upload} outcome={outcome} />
      <ImportedItems desk={desk} items={items} result="changed" />
      <ImportedItems desk={desk} items={items} result="added" />
      <DeskForm desk={desk} action={deskAddress(desk, `/import/${upload.id}/removal`)}>
        <Actions>
          <Submit kind="plain">{r.t('desk.import.discard')}</Submit>
        </Actions>
      </DeskForm>
    </DeskPage>
  );
}

function fileWords(desk: Desk, { name }: UploadShown, { kind, lines }: ImportOutcome): string {
  const { r } = desk;
  const what = kind === null ? null : r.t(`desk.import.kind.${kind}`);
  const count =
    lines === 0 ? null : r.t(kind === 'documents' ? 'desk.import.documents' : 'desk.import.rows', { count: lines });
  return [name, what, count].filter((words) => words !== null).join(' · ');
}

function Counts({ desk: { r }, outcome, of }: { desk: Desk; outcome: ImportOutcome; of: 'count' | 'count_done' }) {
  const { added, changed, unchanged, refusedRows } = outcome;
  const counts = { added, changed, unchanged, refused: refusedRows };
  return (
    <ul class="import-counts">
      {(['added', 'changed', 'unchanged', 'refused'] as const).map((name) => (
        <li>
          {r.t(`desk.import.${of}.${name}`)}: <b>{counts[name]}</b>
        </li>
      ))}
    </ul>
  );
}

/** Where it would go, and the press. */
function PressForm({ desk, upload, outcome, publishable, allowed, seen, state }: ImportPreviewProps) {
  const { r } = desk;
  if (!allowed) return <p class="note">{r.t('desk.import.editors')}</p>;
  const { input } = state;
  const errors = errorsOf(desk, state.problems);
  const mayPublish = publishable !== undefined && publishable.bars.length === 0;
  const count = outcome.added + outcome.changed;
  const part = outcome.refusedRows > 0 ? '_part' : '';
  return (
    <DeskForm desk={desk} action={deskAddress(desk, `/import/${upload.id}`)} class="desk-form">
      <Hidden name="seen" value={seen} />
      {outcome.directory ? <Hidden name="directory" value="1" /> : null}
      {outcome.directory ? <p>{r.t('desk.import.at_once')}</p> : null}
      {outcome.incidents.length > 0 && !mayPublish ? <p>{r.t('desk.import.as_drafts')}</p> : null}
      {publishable === undefined || mayPublish ? null : <Bars desk={desk} bars={publishable.bars} />}
      {mayPublish ? (
        <>
          <Choices
            name="how"
            column
            label={r.t('desk.import.how')}
            errors={errors}
            value={textOf(input, 'how') || 'draft'}
            choices={(['draft', 'publish'] as const).map((value) => ({
              value,
              label: r.t(`desk.import.how.${value}`),
            }))}
          />
          {publishable.corrects ? (
            <TextField
              name="why"
              label={r.t('desk.import.why')}
              errors={errors}
              value={textOf(input, 'why')}
              maxlength={2000}
            />
          ) : null}
        </>
      ) : null}
      <Actions>
        <Submit>
          {r.t(`desk.import.${outcome.kind === 'documents' ? 'submit_documents' : 'submit'}${part}`, {
            count,
            refused: outcome.refusedRows,
          })}
        </Submit>
      </Actions>
    </DeskForm>
  );
}

const BARS_SHOWN = 20;

function Bars({ desk, bars }: { desk: Desk; bars: readonly PublishBarShown[] }) {
  const { r } = desk;
  return (
    <details>
      <summary>{r.t('desk.import.bars')}</summary>
      <ul>
        {bars.slice(0, BARS_SHOWN).map(({ slug, reason }) => (
          <li>
            {slug === null ? null : <a href={incidentAddress(desk, slug)}>{slug}</a>} {r.t(`desk.import.bar.${reason}`)}
          </li>
        ))}
      </ul>
    </details>
  );
}

const REFUSED_SHOWN = 200;

function Refused({ desk, upload, outcome }: { desk: Desk; upload: UploadShown; outcome: ImportOutcome }) {
  const { r } = desk;
  const { refused } = outcome;
  if (refused.length === 0) return null;
  const place = ({ line, column }: ImportRefusal) => (
    <>
      {line === null ? null : r.t('desk.import.line', { line })} {column === null ? null : <code>{column}</code>}
    </>
  );
  return (
    <section class="sec-plain" aria-labelledby="refused-h">
      <h2 id="refused-h">{r.t('desk.import.refused')}</h2>
      <p>{r.t(outcome.kind === 'documents' ? 'desk.import.refused.documents' : 'desk.import.refused.lead')}</p>
      <Table
        caption={r.t('desk.import.refused')}
        captionHidden
        columns={[
          { label: r.t('desk.import.column.where') },
          { label: r.t('desk.import.column.value') },
          { label: r.t('desk.import.column.wrong') },
        ]}
        rows={refused
          .slice(0, REFUSED_SHOWN)
          .map((each) => [place(each), valueWords(r, each.value), expectedWords(r, each.expected)])}
      />
      {refused.length > REFUSED_SHOWN ? (
        <p class="note">{r.t('desk.import.more', { count: refused.length - REFUSED_SHOWN })}</p>
      ) : null}
      <p>
        <a href={deskAddress(desk, `/import/${upload.id}/refused.csv`)}>{r.t('desk.import.refused.file')}</a>
      </p>
    </section>
  );
}

/** What was imported, and what was left out. */
export function ImportResultPage({
  desk,
  upload,
  outcome,
}: {
  desk: Desk;
  upload: UploadShown;
  outcome: ImportOutcome;
}) {
  const { r } = desk;
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.import.done')}
      back={{ href: deskAddress(desk, '/import'), words: r.t('desk.import.title') }}
      lead={fileWords(desk, upload, outcome)}
    >
      <Counts desk={desk} outcome={outcome} of="count_done" />
      <p>
        {outcome.incidents.length === 0
          ? r.t('desk.import.done.directory')
          : r.t(outcome.published ? 'desk.import.done.published' : 'desk.import.done.drafts')}
      </p>
      <ul class="desk-list">
        {outcome.incidents.map((slug) => (
          <li>
            <a href={incidentAddress(desk, slug)}>{slug}</a>
          </li>
        ))}
      </ul>
      <Refused desk={desk} upload={upload} outcome={outcome} />
    </DeskPage>
  );
}
