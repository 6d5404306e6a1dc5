const MEGABYTE = 1024 * 1024;

/** The largest file that is taken in: a photo of a phone has 3 to 10 MB. */
export const LARGEST_FILE_MEGABYTES = 16;
export const LARGEST_FILE_BYTES = LARGEST_FILE_MEGABYTES * MEGABYTE;
/** How many files one form takes. */
export const MOST_FILES = 6;
/** What one form may hold. */
export const LARGEST_FORM_MEGABYTES = 50;
/** The largest picture, in pixels: phones make up to 50 million. One that says more is refused before it is unpacked. */
export const LARGEST_PIXELS = 64_000_000;
/** The longer side of the small picture. */
export const THUMB_SIDE = 480;
