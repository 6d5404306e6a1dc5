import { Hono } from 'hono';
import { type Input, textOf } from '../../../views/desk/form-state.ts';
import { OFFICE_FIELDS, type OfficeFieldName, OfficeSelect } from '../../../views/desk/office-field.tsx';
import { readerOf } from '../../../views/reader.ts';
import type { Directory } from '../../domain/directory.ts';
import { matching, namesOfOffice } from '../../domain/name-match.ts';
import { refuse } from '../refusal.ts';
import { type DeskEnv, show } from './context.ts';
import { directoryOf } from './store.ts';

/** Finds an office while a form is filled in. Nothing is written. */
export function offices(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  app.post('/desk/offices', async (c) => {
    const { input, lang } = c.var;
    const name = (Object.keys(OFFICE_FIELDS) as OfficeFieldName[]).find((one) => one === c.req.query('name'));
    if (name === undefined) return refuse(404);
    const directory = await directoryOf(c);
    return show(c, <OfficeSelect r={readerOf(lang)} {...{ name, directory, input }} errors={[]} />);
  });
  return app;
}

/** Whether an office was typed and is found, but none was chosen: the form shows it before anything is saved. */
export function isOfficeUnseen(
  input: Input,
  name: OfficeFieldName,
  { offices: known }: Pick<Directory, 'offices'>,
): boolean {
  const typed = textOf(input, `${name}_find`);
  return typed !== '' && textOf(input, name) === '' && matching(typed, known, namesOfOffice).length > 0;
}
