const SYSTEMS = [
  ['android', /Android/],
  ['iphone', /iPhone|iPod/],
  ['ipad', /iPad/],
  ['windows', /Windows/],
  ['mac', /Macintosh|Mac OS X/],
  ['chromeos', /CrOS/],
  ['linux', /Linux|X11/],
] as const;

/** The order counts: most browsers name others as well. */
const BROWSERS = [
  ['yandex', /YaBrowser/],
  ['samsung', /SamsungBrowser/],
  ['opera', /OPR\/|Opera/],
  ['edge', /Edg(e|A|iOS)?\//],
  ['firefox', /Firefox|FxiOS/],
  ['chrome', /Chrome|CriOS/],
  ['safari', /Safari/],
] as const;

/** What is kept of a browser's own words about itself: `android chrome`, `other other`; null where it said nothing. */
export function deviceOf(agent: string | undefined): string | null {
  if (!agent) return null;
  const found = (list: typeof SYSTEMS | typeof BROWSERS) => list.find(([, sign]) => sign.test(agent))?.[0] ?? 'other';
  return `${found(SYSTEMS)} ${found(BROWSERS)}`;
}
