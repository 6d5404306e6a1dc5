import type { Site } from '../../views/document.tsx';
import { SECTIONS, type SectionName } from '../../views/sections.ts';
import { assetUrl } from '../../views/static.ts';
import { baseUrl, type Deps } from './context.ts';

/** What all pages share. `paths`: the addresses that are mounted; a section without a page is not linked. */
export function siteOf(deps: Deps, paths: readonly string[]): Site {
  const names = Object.keys(SECTIONS) as SectionName[];
  return {
    base: baseUrl(deps),
    asset: assetUrl,
    sections: names.filter((name) => paths.includes(SECTIONS[name])),
    demo: deps.demo ?? false,
  };
}
