import { Choices, Submit } from '../parts/fields.tsx';
import { type Desk, isEditor } from './desk.ts';
import { DeskPage, deskAddress } from './page.tsx';

/** The files of an export, by the last part of their address. */
export const EXPORT_FILES = [
  'record.jsonl',
  'entries.csv',
  'promises.csv',
  'followers.csv',
  'measurements.csv',
] as const;
export type ExportFile = (typeof EXPORT_FILES)[number];

/** Everything that one may see, to take along: for the command, and for spreadsheets. */
export function ExportPage({ desk }: { desk: Desk }) {
  const { r } = desk;
  const mine = isEditor(desk) ? 'all' : 'own';
  return (
    <DeskPage
      desk={desk}
      title={r.t('desk.export.title')}
      back={{ href: deskAddress(desk, '/import'), words: r.t('desk.import.title') }}
      lead={r.t('desk.export.lead')}
    >
      <form method="get" action={deskAddress(desk, '/export/file')} class="desk-form">
        <Choices
          name="file"
          column
          label={r.t('desk.export.file')}
          value="record.jsonl"
          choices={EXPORT_FILES.map((value) => ({
            value,
            label: r.t(`desk.export.file.${value.replace(/\..*$/, '') as 'record' | 'entries'}`),
          }))}
        />
        <Choices
          name="of"
          column
          label={r.t('desk.export.of')}
          value="desk"
          choices={[
            { value: 'desk', label: r.t(`desk.export.of.${mine}`) },
            { value: 'readers', label: r.t('desk.export.of.readers') },
          ]}
        />
        <p class="note">{r.t('desk.export.logged')}</p>
        <div class="acts">
          <Submit>{r.t('desk.export.submit')}</Submit>
        </div>
      </form>
    </DeskPage>
  );
}
