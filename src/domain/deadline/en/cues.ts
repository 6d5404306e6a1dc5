import type { Cue, CueRow } from '../language.ts';

export const CUES: readonly CueRow[] = [
  ["will|shall|'ll|we'll|i'll|they'll|it'll", 'will'],
  ['is|are|am going to', 'will'],
  ['is|are to', 'will'],
  ['must|should', 'will'],
  ["we|i will|shall|'ll", 'we'],
  ["we'll|i'll", 'we'],
  [
    'has|have|needs|need|expected|obliged|required|promises|promise|pledge|pledges|aims|aim|hope|hopes|intend|intends|plans|plan|commit|commits|undertake|undertakes|guarantee to?',
    'soon',
  ],
  ['has|have to', 'will'],
  ['need|needs to', 'will'],
  ['we|i expect|promise|pledge|plan|hope|guarantee|intend|aim', 'will'],
  ['promised|pledged|vowed|committed', 'promised'],
  ['ordered|instructed|tasked|directed|demanded|told|commissioned|obliged|gave|requested|set', 'order'],
  ['have|has ordered|instructed|tasked|directed|demanded|given', 'order'],
  ['takes|take|requires|require|needs|need', 'take'],
  ['will|would|may|should take|need|require|last', 'take'],
  ['has|have|given|gives|give|gave|allowed|allotted', 'give'],
  ['deadline|timeframe|term|completion|restoration|opening|launch|handover|start|delivery|eta', 'term'],
  ['scheduled|planned|slated|due|set|expected|targeted|postponed|moved|extended|delayed|rescheduled|earmarked', 'plan'],
  ['postponed|moved|extended|rescheduled|shifted|delayed|pushed', 'move'],
  ['start|begin|open|launch|resume|starts|begins|opens|launches|resumes', 'start'],
  ['no|without ~1 water|power|electricity|heat|heating|gas|light|supply', 'outage'],
  ['outage|shutdown|blackout|closed|closure|cut|off|disruption|interruption', 'outage'],
  ['if|unless|provided|providing|assuming', 'if'],
  ['subject|depending to|on', 'if'],
  ['weather|funds|funding permitting', 'if'],
  ['in case|the? event of?', 'if'],
  ['on condition', 'if'],
  ['said|says|told|noted|added|reported|announced|stressed|explained|according|stated', 'say'],
  ["not|never|n't|nobody|no promise|promised|promising|pledge|pledged|guarantee|commit|committed|say|said", 'refuse'],
  [
    "cannot|can't|unable|impossible|hard|difficult|early to? say|name|give|tell|predict|promise|estimate|commit",
    'refuse',
  ],
  ['too early', 'refuse'],
  ['no exact|specific|firm|clear? date|dates|deadline|timeline|timeframe', 'refuse'],
  ['will|shall|can|do|does|is|are not|never', 'not'],
  ["won't|cannot|can't|unable|unlikely|impossible|couldn't", 'not'],
  ['not later|more|longer|only|just', 'none'],
  ['law|laws|code|regulation|regulations|rules|legislation|statute|statutory|norm|norms|article|standards', 'law'],
  ['under|by|according|per to? the? law|code|rules|act|constitution|regulation|regulations|article', 'law'],
  [
    'residents|citizens|applicants|people|consumers|drivers|parents|subscribers|taxpayers|you can|may|must|should|need|are|have ~3 apply|submit|register|pay|send|file|contact|call|boil|leave|vote|enrol|asked|urged|advised|invited|told',
    'citizen',
  ],
  ['applications|documents|bids|proposals|submissions ~3 accepted|submitted|open|received|welcome', 'citizen'],
  ['apply|register|please|subscribe', 'citizen'],
  ['registration', 'citizen'],
  ['children|minors ~2 must', 'citizen'],
  ['fine|fines|tax|taxes ~2 paid', 'citizen'],
  ['expires|expire|expired|warranty|warranties', 'law'],
  ['term of office', 'law'],
  ['into force|effect', 'law'],
  ['state|regime of? emergency|quarantine', 'regime'],
  ['emergency regime', 'regime'],
  ['curfew|quarantine|lockdown', 'regime'],
  ['is|are|stays|stay|remains|remain|works|work open|closed', 'hours'],
  ['opening|working|office|business|visiting hours', 'hours'],
  ['forecast|forecasts|forecasters|rain|snow|snowfall|temperature|temperatures|population|inflation', 'forecast'],
  ['grow|rise|reach|increase|double|exceed|decline|fall', 'forecast'],
  ['was|were to|supposed|due|expected|planned|scheduled|meant', 'broken'],
  ['had|should|would to? have', 'broken'],
  ['had promised|pledged|vowed', 'broken'],
  ['failed|missed|overdue', 'broken'],
  ['but|however|yet|although', 'but'],
  ['was|were|did|had|has|have been', 'past'],
  ['was|were|did|had', 'past'],
  ['ahead of schedule', 'done'],
  ['already', 'done'],
  [
    'went|came|began|took|left|made|rose|fell|held|built|broke|lost|found|ran|sent|saw|got|won|paid|met|kept|brought|died|became|knew|rained|lasted|happened',
    'past',
  ],
  ['will|shall|must|should|to|can|may be', 'will'],
  ['need|indeed|speed|feed|seed|hundred|bed|red|led|shed|breed|based|united|limited|affected|damaged|flooded', 'none'],
];

/** What an English word's ending says: "-ed" is the past where nothing says "will". */
export function verbOf(word: string): Cue | undefined {
  if (/^[a-z]{2,}ed$/.test(word)) return 'past';
  if (
    /^(?:open|finish|complete|publish|report|restore|repair|build|fix|resume|start|begin|launch|deliver|hold|visit|meet|announce|begin|go|come|arrive|return|connect)e?s$/.test(
      word,
    )
  )
    return 'soon';
  return undefined;
}
