const OF_DISK: ReadonlySet<unknown> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EFBIG',
  'EIO',
  'ENOTDIR',
  'EEXIST',
]);

/** Whether a file could not be written because the disk takes none: no fault of whoever sent it. */
export const isOfDisk = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && OF_DISK.has(error.code);
