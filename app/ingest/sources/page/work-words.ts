/** Words for what people are by work or by what they have lived through, in the languages whose months are read. */

/** How English makes words for those who do something. */
const ENGLISH_FORMS = String.raw`\p{L}*(?:ician|iatrician|itian|geon|sman|woman|person|grapher|teacher|nurse|[aiu]tor|ctor|essor|[^s]eer|(?<!^(?:ass|cons|ins|pers|res|tw|l|m))ist|(?<=c)arer|keeper|worker|fighter|maker|holder|fitter|teller|(?:li|bra)rian|istorian|ologist|apist|rapher|officer)`
const ENGLISH =
  'nurse|advocate|head|chief|lead|fellow|midwife|carer|chair|chairman|student|poet|chaplain|registrar|captain|dean|consultant|coach|executive|patient|mum|mom|dad|mother|father|parent|founder|ambassador|associate|author|officer|commissioner|manager|adviser|advisor|president|lecturer|researcher|teacher|leader|gardener|writer|minister|porter|clerk|matron|medic|doctor|physician|lawyer|solicitor|barrister|judge|engineer|developer|designer|trainer|treasurer|secretary|trustee|volunteer|apprentice|trainee|intern|scholar|novelist|singer|dancer|painter|potter|cook|chef|baker|farmer|butcher|driver|pilot|photographer|filmmaker|speaker|reader|peer|bishop|priest|vicar|rector|curate|monk|nun|warden|steward|supervisor|survivor|caretaker|cleaner|receptionist|housekeeper|practitioner|specialist|provost|principal|headteacher|governor|mayor|councillor|politician|diplomat|soldier|veteran|historian|librarian|broadcaster|presenter|interviewer|publisher|blogger|campaigner|organiser|organizer|entrepreneur|strategist|analyst|statistician|candidate|resident|owner|partner|member|paramedic|dietitian|dietician|doula|caregiver|provider|guardian|comedian|actor|lexicographer|ombudsman|clinician|ceo|cto|cfo|gp|md|phd'
const GERMAN = String.raw`\p{L}*(?:arzt|ärztin|pfleger|pflegerin|peut|peutin|loge|login|leiter|leiterin|leitung|direktor|direktorin|berater|beraterin|anwalt|anwältin|helfer|helferin|lehrer|lehrerin|forscher|forscherin|seelsorger|seelsorgerin|seelsorge|assistent|assistentin|referent|referentin|sprecher|sprecherin|schwester|wirt|wirtin|iker|ikerin|iater|iaterin|meister|meisterin|arbeiter|arbeiterin|begleiter|begleiterin|künstler|künstlerin|wissenschaftler|wissenschaftlerin|professor|professorin|vorstand|vorsitzende[rn]?|beauftragte[rn]?|angehörige[rn]?|betroffene[rn]?|sitzende[rn]?)|chirurgin?|hebamme|pfarrer|pfarrerin|diakonin?|autor|autorin|student|studentin|patientin|richter|richterin|dozent|dozentin|journalistin|imker|imkerin|gründer|gründerin`
const FRENCH = String.raw`médecin|infirmi(?:er|ère)|sage-femme|aumôni(?:er|ère)|pédiatre|psychiatre|gériatre|psychologue|sociologue|philosophe|\p{L}+(?:logue|thérapeute)|chirurgien(?:ne)?|cadre|cheffe?|direct(?:eur|rice)|coordinat(?:eur|rice)|aide-soignante?|soignante?|professeure?|maître|maîtresse|chercheu(?:r|se)|enseignante?|étudiante?|avocate?|juge|auteure?|écrivaine?|bénévole|patiente?|président|présidente|conseill(?:er|ère)|responsable|pharmacien(?:ne)?|kinésithérapeute|ergothérapeute|orthophoniste|éducat(?:eur|rice)|assistante?|comédien(?:ne)?|interne|fondat(?:eur|rice)|journaliste|clown`
const SPANISH_AND_PORTUGUESE = String.raw`enfermer[oa]|médic[oa]|supervisora?|profesora?|professora?|psiquiatra|psicólog[oa]|pediatra|\p{L}+ólog[oa]|\p{L}+terap(?:ia|euta)|directora?|diretora?|coordenadora?|coordinadora?|jef[ea]|cirujan[oa]|matron[ao]?|mediadora?|trabajadora?|investigadora?|estudiante|abogad[oa]|autora?|escritora?|voluntari[oa]|paciente|presidenta?|presidente|gestora?|farmacéutic[oa]|fisioterapeuta|capellán|periodista|residente|responsable|cuidadora?|enfermeir[oa]|parteira`
const ITALIAN = String.raw`infermier[ea]|medic[oa]|professore(?:ssa)?|direttore|direttrice|dirigente|psicolog[oa]|\p{L}+olog[oa]|psichiatra|primario|caposala|ostetric[oa]|coordinatore|coordinatrice|ricercatore|ricercatrice|studente(?:ssa)?|avvocat[oa]|autore|autrice|scrittore|scrittrice|volontari[oa]|paziente|presidente|responsabile|cappellano|fondatore|fondatrice|giornalista`
const DUTCH = String.raw`\p{L}*(?:arts|verpleegkundige|verzorgende?|verzorger|hoogleraar|docente?|directeur|bestuurder|begeleider|begeleidster|medewerker|medewerkster|therapeute?|loog|loge|adviseur|onderzoeker|coördinator|voorzitter|specialist|verpleger|predikant|pastor)|verloskundige|huisarts|ervaringsdeskundige|mantelzorger|vrijwilliger|schrijver|schrijfster|patiënt|rechter|advocaat|chirurg|psychiater|filosoof`

const OF_WORK = new RegExp(
  `^(?:(?:${ENGLISH_FORMS}|${ENGLISH})s?|${GERMAN}|${FRENCH}|${SPANISH_AND_PORTUGUESE}|${ITALIAN}|${DUTCH})$`,
  'iu',
)

/** Whether one word says what somebody is. */
export function isOfWork(word: string): boolean {
  return OF_WORK.test(word)
}

/** What may stand behind the word for the work: "of the ward", "für Rheumatologie", "à l’hôpital". */
const BEHIND_WORK =
  /^(?:of|at|for|in|on|and|with|from|who|to|für|am|an|im|bei|beim|der|des|und|von|van|voor|bij|aan|de|del|du|au|aux|à|et|en|y|e|da|do|di|della|del|dell|pour|chez|para|per|nel|nella)$/u

/** Whether words begin with what somebody is: "Director of Learning", "medical student at", "infirmière coordinatrice à". */
export function namesWork(words: string): boolean {
  const first = words.slice(0, 120).split(/[,.;:()–—|]/u, 1)[0] ?? ''
  const parts = first.trim().split(/\s+/u)
  for (const [index, part] of parts.slice(0, 6).entries()) {
    if (index > 0 && BEHIND_WORK.test(part)) return false
    const last = part.split('-').at(-1) ?? ''
    const isEnd = index === parts.length - 1 || BEHIND_WORK.test(parts[index + 1] ?? '')
    // In the languages of the south the work comes first, and what kind of it behind: "médico de familia".
    if ((isOfWork(part) || isOfWork(last)) && (isEnd || index === 0)) return true
  }
  return false
}
