import type { Input } from '../../../views/desk/form-state.ts';
import type { TimeRead } from '../../../views/desk/time-fields.tsx';
import { spanOf, type WrittenTime } from '../../domain/span.ts';
import { timeOfFields } from './time-fields.ts';

/** What the fields of a time mean in `zone`; undefined where they mean nothing yet, or nothing right. */
export function readBack(input: Input, name: string, zone: string): TimeRead | undefined {
  const time = timeOfFields(input, name);
  if (time === null) return undefined;
  try {
    return { span: spanOf(time as WrittenTime, zone), zone };
  } catch {
    return undefined;
  }
}
