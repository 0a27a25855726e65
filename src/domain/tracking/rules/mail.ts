import { type Day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/labels.ts'
import { mergeFields } from '../../invoicing/rules/merge-fields.ts'

/** Why the mails of stages are sent, in the outbox. */
export const STAGE_PURPOSE = 'tracking.stage'

export const stageMailFields = mergeFields({
  name: { fr: 'nom', en: 'name' },
  order: { fr: 'commande', en: 'order' },
  stage: { fr: 'etape', en: 'stage' },
  link: { fr: 'suivi', en: 'link' },
  company: { fr: 'societe', en: 'company' },
  deliverOn: { fr: 'a_livrer', en: 'deliver_on' },
})

export type StageMailWords = { subjectFr: string; bodyFr: string; subjectEn: string; bodyEn: string }

/** An order as the mail of its stage tells of it. */
export type Told = {
  name: string
  number: string
  stageFr: string
  stageEn: string
  /** Where the customer follows it; empty: nowhere. */
  link: string
  company: string
  deliverOn: Day | null
}

/** The mail of a stage, in the language of the order; a line with a field that has no value is left out. Source: SUI-13. */
export function stageMail(words: StageMailWords, told: Told, language: Language) {
  const english = language === 'en'
  const values = {
    name: told.name,
    order: told.number,
    stage: english ? told.stageEn || told.stageFr : told.stageFr,
    link: told.link,
    company: told.company,
    deliverOn: told.deliverOn === null ? '' : formatDay(told.deliverOn, language),
  }
  const [subject, body] = [(english && words.subjectEn) || words.subjectFr, (english && words.bodyEn) || words.bodyFr]
  return {
    subject: stageMailFields.filled(subject, values).replaceAll('\n', ' '),
    text: stageMailFields.filled(body, values),
  }
}
