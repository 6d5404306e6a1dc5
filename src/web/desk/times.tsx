import { Hono } from 'hono';
import { textOf } from '../../../views/desk/form-state.ts';
import { TimeReadBack } from '../../../views/desk/time-fields.tsx';
import { fieldId } from '../../../views/parts/fields.tsx';
import { isZone } from '../../domain/zone.ts';
import { refuse } from '../refusal.ts';
import { type DeskEnv, deskOf, show } from './context.ts';
import { readBack } from './reads.ts';
import { withTypedTime } from './typed-fields.ts';

/** What the fields of a time mean, read back while the form is filled in. Nothing is written. */
export function times(): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  app.post('/desk/times', async (c) => {
    const { name = '', zone = '' } = c.req.query();
    const known = textOf(c.var.input, 'zone') || zone;
    if (!/^[a-z]{1,20}$/.test(name) || !isZone(known)) refuse(400);
    const { r } = deskOf(c);
    const input = withTypedTime(c.var.input, name, known, c.var.now);
    const read = input && readBack(input, name, known);
    return show(c, <TimeReadBack r={r} id={`${fieldId(name)}-read`} read={read} />);
  });
  return app;
}
