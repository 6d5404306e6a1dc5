/** The shapes of the statuses: `unchecked` is a term that nobody looked after, `overdue` one where somebody looked. */
export const GLYPHS = [
  'pending',
  'due_soon',
  'overdue',
  'unchecked',
  'no_deadline',
  'awaiting_review',
  'kept',
  'kept_late',
  'partly_kept',
  'not_kept',
  'withdrawn',
  'cannot_tell',
] as const;
export type GlyphName = (typeof GLYPHS)[number];

/**
 * A status by its shape, in the colour of the words beside it. Drawn in place: a path weighs no more than a reference to one, and a
 * fragment that comes into a page later brings its shape along.
 */
export function Glyph({ name }: { name: GlyphName }) {
  return (
    <svg class="st-i" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <GlyphShape name={name} />
    </svg>
  );
}

/** The bare shape on a field of 16 by 16, to be set into another drawing. */
export function GlyphShape({ name }: { name: GlyphName }) {
  switch (name) {
    case 'pending':
      return <Ring />;
    case 'due_soon':
      return (
        <>
          <Ring />
          <path d="M8 4v4h-4a4 4 0 1 0 4-4z" fill="currentColor" />
        </>
      );
    case 'overdue':
      return <path d="M8 0l8 8-8 8-8-8z" fill="currentColor" />;
    case 'unchecked':
      return <path d="M8 1.4L14.6 8 8 14.6 1.4 8z" fill="none" stroke="currentColor" stroke-width="2" />;
    case 'no_deadline':
      return <path d="M1 8h14" stroke="currentColor" stroke-width="3" stroke-dasharray="3.5 1.75" />;
    case 'awaiting_review':
      return (
        <>
          <Ring />
          <circle cx="8" cy="8" r="2.5" fill="currentColor" />
        </>
      );
    case 'kept':
      return <path d="M1.5 8.5l4.5 4.5L14.5 3" fill="none" stroke="currentColor" stroke-width="3" />;
    case 'kept_late':
      return <path d="M3 0v16M5 8.5l3.5 4L15 3.5" fill="none" stroke="currentColor" stroke-width="2.5" />;
    case 'partly_kept':
      return (
        <>
          <Ring />
          <path d="M8 1.5a6.5 6.5 0 0 0 0 13z" fill="currentColor" />
        </>
      );
    case 'not_kept':
      return <path d="M2.5 2.5l11 11M13.5 2.5l-11 11" stroke="currentColor" stroke-width="3" />;
    case 'withdrawn':
      return (
        <>
          <Ring />
          <path d="M12.5 3.5l-9 9" stroke="currentColor" stroke-width="2" />
        </>
      );
    case 'cannot_tell':
      return <path d="M2 2h12v12H2zM5 8h6" fill="none" stroke="currentColor" stroke-width="2" />;
  }
}

const Ring = () => <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="2" />;
