import type { Cue } from '../language.ts';

/**
 * Kazakh verbs by their endings, on folded words: ы and і are i, й is i, ғ is g, қ is k. Harmony keeps а with а and е with е, so an
 * ending is one of two.
 *
 * «-ады, -еді» is the present-future of a root in a consonant («бар-ады») and the past of a root in a vowel («тазала-ды»). Roots
 * in a vowel are mostly made of nouns with -ла, -да, -та, -на, -ға, which follow a consonant: «жоспар-ла-ды, орын-да-ды, бас-та-ды».
 * A root that ends so of itself has a vowel before: «бол-ады, беріл-еді, айт-ады, кет-еді, салын-ады».
 */
const PAST_OF_MADE_ROOT =
  /(?:(?:[^aeiou]|[aeo]i)l|[^aeiou]d|[aeo]id|[kpstfh]t|(?:[rlgzm]|[aeo]i)n|[^aeiou]g|[kn]s)(?:adi|edi)$/;
/** roots in a vowel that only a list knows */
const PAST_OF_OTHER_ROOT =
  /^(?:tazala|bagala|sarala|jagala|jaialala|naktila|talkila|bakila|kinala|alankila|jariiala|belgile|sigila|jiila|jina|kara|sura|tara|jasa|bosa|tole|tile|ele)di$/;
/** -дады, -деді after a vowel: «қолдады» is caught above, «деді» is to say */
const PAST_IN_D = /[aeiou](?:dadi|dedi)$/;
const NOUNS = new Set('kala balabakshadi maseledi kalada'.split(' '));

const NEGATIVE = /[mbp](?:ai|ei)(?:miz|min|di|sin|siz|tin)$/;
const NEGATIVE_PAST = /(?:[mbp][ae]di(?:k|m)?|[mbp][ae][gk][ae]n(?:biz|min)?)$/;
const FIRST_PERSON = /(?:amiz|emiz|imiz|amin|emin|imin|ermiz|armiz|armin|ermin)$/;
const POSSESSED = /[nzrltdgks]imiz$|^(?:barsha|bari|kala|bala|ana|ata|apta|mekeme)miz$/;
/** -бақ follows м, н, з, ж and -пақ a voiceless consonant: «саябақ» is a park */
const INTENT = /(?:[aeioulr]m|[mnzj]b|[kpstfh]p)(?:ak|ek)(?:shi)?(?:piz|pin|miz|min)?$/;
const REQUEST = /(?:iniz|inizder|inizdar|aniz|eniz|anizdar|enizder)$/;
/** «берілсін, аяқталсын»: let it be done; «жұмысын» is a noun */
const LET =
  /(?:(?:[aei]l|in)sin|^(?:bolsin|bersin|bitsin|koisin|shiksin|aiaktasin|tapsirsin|kelsin|jetkizsin|jondesin))$/;
const PRESENT_FUTURE = /(?:adi|edi|idi)$/;
const FIRST_PAST = /(?:dik|tik|dim|tim)$/;
const NOUN_IN_DIK = /(?:lik|ndik|mdik|sizdik|^bastik)$/;
const PAST = /[^aeiou](?:di|ti)$/;
const PARTICIPLE = /[gk][ae]n(?:biz|min|siz)?$/;
const CONDITION = /(?:[aeiou]l|[rtkpn]|ma|me|pa|pe|i)s[ae]$/;

const isPastInVowel = (word: string): boolean =>
  PAST_OF_MADE_ROOT.test(word) || PAST_OF_OTHER_ROOT.test(word) || (PAST_IN_D.test(word) && word.length > 5);

/** What the ending of a folded Kazakh word says of its verb. Verbs end clauses; nouns in -ды, -ты seldom do. */
export function verbOf(word: string): Cue | undefined {
  if (word.length < 4 || NOUNS.has(word)) return undefined;
  if (NEGATIVE.test(word)) return 'not';
  if (NEGATIVE_PAST.test(word)) return 'past';
  if (FIRST_PERSON.test(word) && !POSSESSED.test(word)) return 'we';
  if (INTENT.test(word) && word.length > 5) return 'we';
  if (REQUEST.test(word)) return 'citizen';
  if (LET.test(word)) return 'order';
  if (PRESENT_FUTURE.test(word)) return isPastInVowel(word) ? 'past' : 'soon';
  if (FIRST_PAST.test(word) && word.length > 5 && !NOUN_IN_DIK.test(word)) return 'past';
  if (PAST.test(word)) return 'past';
  if (PARTICIPLE.test(word) && word.length > 5) return 'done';
  if (CONDITION.test(word) && word.length > 4 && !/ss[ae]$/.test(word)) return 'if';
  return undefined;
}
