import type { FoundPerson } from './people.ts'

/** Words that a page puts before names, or over a column of them, to say what those people did; and over other columns. */

type Role = FoundPerson['role']

const SPEAKERS = String.raw`(?:(?:invited |keynote |main |guest )?(?:speakers?|presenters?|lecturers?|discussants?|respondents?|panell?ists?|contributors?|storytellers?|guests?|keynotes?)|key ?note|panel|talk by|presented by|given by|to be given by|led by|lead by|(?:session )?leads?|in conversation with|joined by|gast|gäste|gastsprecher(?:in|innen)?|(?:gast)?referent(?:in|en|innen|\*innen|:innen)?|vortragende[rn]?|sprecher(?:in|innen)?|impuls(?:geber(?:in)?)?|gesprächspartner(?:in|innen)?|es spricht|invitée?s?|intervenante?(?:\(?e?\)?s?)|intervenant\(e\)s?|orateurs?|oratrices?|conférenci(?:er|ère)s?|ponentes?|ponencia|invitad[oa]s?|conferenciante?s?|relator[ei]|relatric[ei]|ospit[ei]|interviene|intervengono|orador(?:es|a|as)?|palestrantes?|convidad[oa]s?|(?:gast)?sprekers?|gasten|inleiders?)`
const HOSTS = String.raw`(?:(?:co-?)?(?:hosts?|chairs?|chairpersons?|moderators?|conveners?|convenors?|comperes?|interviewers?)|(?:co-?)?(?:hosted|chaired|moderated|convened|introduced|interviewed) by|moderation|moderator(?:in)?|gesprächsleitung|gesprächsführung|leitung|gastgeber(?:in)?|modération|modérat(?:eur|rice)|animat(?:ion|eur|rice)|animée? par|modera|moderan|moderadora?|moderación|modera(?:tore|trice)|conduce|moderação|gespreksleid(?:er|ster)|gespreksleiding|moderatie|dagvoorzitter|anfitri(?:ón|ona|ã|ão))`
const FACILITATORS = String.raw`(?:co-?)?(?:facilitators?|facilitated by|facilitadora?s?)`

const ROLES: [Role, string][] = [
  ['host', HOSTS],
  ['facilitator', FACILITATORS],
  ['speaker', SPEAKERS],
]

const PLURAL = String.raw`(?:\s?\((?:s|e|en|in|innen|n|es|as|e?s)\)|/in(?:nen)?|/s)?`
const MARK = String.raw`\s?(?::|\s[–—-])\s*$`
/** The end of words before a name, as far as it is a label with its colon. */
const BEFORE_NAME = ROLES.map(
  ([role, words]) => [role, new RegExp(String.raw`(?:^|[\s.;,|(])${words}${PLURAL}${MARK}`, 'iu')] as const,
)
const WHOLE = ROLES.map(
  ([role, words]) =>
    [
      role,
      new RegExp(
        String.raw`^(?:${words}${PLURAL}|${words}${PLURAL}\s?(?:/|&|and|und|et|y|e|en)\s?.{3,20})\s?:?$`,
        'iu',
      ),
    ] as const,
)
const LABEL_MAX_LENGTH = 40

/** What a label that ends at the end of `before` says of the name behind it; null when there is none. */
export function labelBefore(before: string): Role | null {
  const near = before.slice(-LABEL_MAX_LENGTH)
  return BEFORE_NAME.find(([, pattern]) => pattern.test(near))?.[0] ?? null
}

/** What those in a column did, by its head ("Presenter(s)"); null when it holds something else. */
export function roleOfColumn(head: string): Role | null {
  return WHOLE.find(([, pattern]) => pattern.test(head.trim()))?.[0] ?? null
}

const AFFILIATIONS =
  /^(?:(?:speaker |presenter )?(?:affiliations?|institutions?|institutes?|organi[sz]ations?|roles?|positions?|job titles?|posts?|from|employers?|departments?)|funktion|einrichtung|institution|beruf|position|fonctions?|établissements?|cargo|institución|puesto|ruolo|ente|affiliazione|functie|organisatie|instelling|instituição)(?:\s?[/&].{3,30})?$/iu
const OTHERS =
  /^(?:dates?|times?|when|where|rooms?|venues?|places?|locations?|recordings?|videos?|watch|links?|slides?|materials?|downloads?|datum|uhrzeit|zeit|ort|raum|aufzeichnung|folien|heure|lieu|salle|vidéo|enregistrement|fecha|hora|lugar|sala|grabación|data|ora|luogo|registrazione|tijd|plaats|zaal|opname)$/iu

/** Whether a column says where its row's people belong. */
export function isAffiliationColumn(head: string): boolean {
  return AFFILIATIONS.test(head.trim())
}

/** Whether a column holds times, places or materials, and so nobody. */
export function isOtherColumn(head: string): boolean {
  return OTHERS.test(head.trim())
}
