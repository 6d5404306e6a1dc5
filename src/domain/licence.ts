/** On which terms the record may be used. `url`: their text; null where they have no page. */
export type Licence = { name: string; url: string | null };

/** The terms where the newsroom sets none. */
export const CC_BY: Licence = { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' };
