import type { Site } from '../document.tsx';
import type { FormError } from '../parts/fields.tsx';
import type { Reader } from '../reader.ts';
import type { Problem } from './form-state.ts';
import type { Keeping } from './kept-forms.ts';

export const DESK_ROLES = ['reporter', 'editor', 'admin'] as const;
export type DeskRole = (typeof DESK_ROLES)[number];

/** What every page of the desk is printed with. */
export type Desk = {
  r: Reader;
  site: Site;
  /** The address without the language's prefix, and its query. */
  path: string;
  query: Readonly<Record<string, string>>;
  /** Who is signed in; null at the door. */
  user: { name: string; role: DeskRole } | null;
  /** The token that every form carries; empty at the door. */
  csrf: string;
  /** What was typed and not saved; absent at the door. */
  keeping?: Keeping;
};

/** Whether the user may do what an editor does: an administrator may. */
export function isEditor(desk: Desk): boolean {
  return desk.user?.role === 'editor' || desk.user?.role === 'admin';
}

/** The problems in the reader's language, for the fields. */
export function errorsOf(desk: Desk, problems: readonly Problem[]): FormError[] {
  return problems.map(({ field, key, params }) => ({ field, message: desk.r.t(key, params) }));
}
