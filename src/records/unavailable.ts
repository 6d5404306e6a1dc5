const SQLITE_UNAVAILABLE = /^SQLITE_(FULL|READONLY|BUSY|LOCKED|IOERR|CANTOPEN|PROTOCOL)/;
/** Connection lost or refused, no room, shutting down, read only. PostgreSQL, appendix A; the rest are the system's own words. */
const POSTGRES_UNAVAILABLE = /^(08...|53...|57P0.|25006|58030)$/;
const SYSTEM_UNAVAILABLE =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOSPC|EROFS|EDQUOT)$/;
/** What the driver says without a code, of a connection that is gone or was not had in time. */
const DRIVER_UNAVAILABLE =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout expired|timeout exceeded)/;

/**
 * Whether the database or the disk could not do it now, through no fault of whoever asked: it is full, read only, locked, away.
 * Nothing of the transaction has stayed; the same may succeed later.
 */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  const known = [SQLITE_UNAVAILABLE, POSTGRES_UNAVAILABLE, SYSTEM_UNAVAILABLE].some((codes) =>
    codes.test(codeOf(error)),
  );
  return known || (error instanceof Error && DRIVER_UNAVAILABLE.test(error.message));
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');
