/** Letters that stand after a name and are neither a part of it nor what somebody does: degrees, colleges, honours, orders. */

/** None of them is a surname, however it is written. */
const SURE = String.raw`Ph\.?\s?D\.?|Dr?PhD|DPhil|EdD|PsyD|DrPH|DNP|DPT|DClinPsych|ClinPsyD|PharmD|ThD|MDiv|FRS[AEB]?|[FMLA]RC[A-Z][A-Za-z]{0,6}|F[A-Z]CP|FACS|FAAN|FBA|FMedSci|FIHI|S?FHEA|C(?:Psychol|Eng|Sci)|MPhil|MSci?|BSc|MSN|MSW|LCSW|LMFT|MBA|MPH|MEd|BEd|MBBS|MBBCh|MBChB|BMBS|BMedSci|BSN|LLB|LLM|APRN|CRNA|FNP(?:-(?:BC|C))?|(?:A|P)NP-BC|PA-C|LPN|RMN|RGN|RNMH|SCPHN|[MOCKDG]BE|ONZM|[CM]NZM|OAM|BEM|KCB|KCMG|CMG|CVO|OSB|OFM|OFMCap|OCarm|OCSO|OCD|CSsR|SDB|SVD|RSCJ|RSM|SSF|SSJ`
/** Two of them could be a name in capitals ("Jack MA"): they count behind a comma, and where a sentence has the name. */
const SHORT = String.raw`M\.?D\.?|M\.?A\.?|B\.?A\.?|BS|MS|DO|JD|RN|RM|NP|PA|RD|EN|QN|OT|KC|QC|SC|DL|JP|MP|MSP|AM|AO|AC|CH|OM|OP|SJ|CJ`

/** One of them in running text, as it is written (case counts). */
export const LETTERS_AFTER_NAME = `(?:${SURE}|${SHORT})`

const SURE_ALONE = new RegExp(`^(?:${SURE})$`, 'i')
const SHORT_ALONE = new RegExp(`^(?:${SHORT})$`, 'i')

/** Whether a last word of a name is letters; `isApart` says that a comma stands before it. */
export function isLettersAfterName(word: string, isApart: boolean): boolean {
  return SURE_ALONE.test(word) || (isApart && SHORT_ALONE.test(word))
}
