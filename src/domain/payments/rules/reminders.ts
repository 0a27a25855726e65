import { day, formatDay } from '../../../values/day.ts'
import type { Language } from '../../../values/labels.ts'
import { formatMoney } from '../../../values/money.ts'
import { mergeFields } from '../../invoicing/rules/merge-fields.ts'

export const REMINDER_CHANNELS = ['mail', 'letter'] as const
export type ReminderChannel = (typeof REMINDER_CHANNELS)[number]

/** Why nobody is reminded of a late document; `due`: somebody is. */
export const REMINDER_VERDICTS = [
  'due',
  'early',
  'done',
  'disputed',
  'paused',
  'covered',
  'small',
  'today',
  'unreachable',
] as const
export type ReminderVerdict = (typeof REMINDER_VERDICTS)[number]

export const PAUSE_KINDS = ['disputed', 'paused'] as const

export type ReminderLevel = {
  level: number
  name: string
  /** At least so many days after the due day. */
  daysLate: number
  /** And since the reminder before. */
  daysSinceLast: number
  channel: ReminderChannel
  subject: string
  body: string
  /** Empty: the French words serve. */
  subjectEn: string
  bodyEn: string
}

const reminderFields = mergeFields({
  name: { fr: 'nom', en: 'name' },
  documents: { fr: 'pieces', en: 'documents' },
  number: { fr: 'numero', en: 'number' },
  total: { fr: 'total', en: 'total' },
  due: { fr: 'echeance', en: 'due' },
  daysLate: { fr: 'jours', en: 'days' },
  link: { fr: 'lien', en: 'link' },
  company: { fr: 'societe', en: 'company' },
})

/** What a reminder says of a document. */
export type LateDocument = { number: string; dueOn: string; currency: string; openCents: number; daysLate: number }
export type Addressed = { name: string; language: Language; company: string; link: string }

/** What somebody reads: the words of the level, with all late documents, the oldest first. */
export function reminderText(level: ReminderLevel, documents: readonly LateDocument[], to: Addressed) {
  const english = to.language === 'en' && level.subjectEn !== '' && level.bodyEn !== ''
  const language: Language = english ? 'en' : 'fr'
  const oldest = documents.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn) || a.number.localeCompare(b.number))
  const values = {
    name: to.name,
    documents: oldest.map(document => lineOf(document, language)).join('\n'),
    number: oldest.length === 1 ? oldest[0]!.number : '',
    total: totalOf(oldest, language),
    due: formatDay(day(oldest[0]!.dueOn), language),
    daysLate: String(oldest[0]!.daysLate),
    link:
      oldest.length === 1
        ? to.link.replace(/\{(numero|number)\}/giu, oldest[0]!.number)
        : to.link.includes('{')
          ? ''
          : to.link,
    company: to.company,
  }
  const body = english ? level.bodyEn : level.body
  const listed = reminderFields.names(body, 'documents') ? '' : `\n\n${values.documents}`
  return {
    subject: reminderFields.filled(english ? level.subjectEn : level.subject, values).replaceAll('\n', ' '),
    text: `${reminderFields.filled(body, values)}${listed}`,
    language,
  }
}

/** Amounts of two currencies are not added: `34,00 € + 20,00 $US`. */
function totalOf(documents: readonly LateDocument[], language: Language): string {
  const sums = [...Map.groupBy(documents, ({ currency }) => currency)].map(([currency, those]) =>
    formatMoney(
      those.reduce((sum, { openCents }) => sum + openCents, 0),
      currency,
      language,
    ),
  )
  return sums.join(' + ')
}

const LISTED: Record<Language, (number: string, due: string, open: string) => string> = {
  fr: (number, due, open) => `– ${number}, échue le ${due}\u00a0: ${open}`,
  en: (number, due, open) => `– ${number}, due ${due}: ${open}`,
}
const lineOf = ({ number, dueOn, currency, openCents }: LateDocument, language: Language) =>
  LISTED[language](number, formatDay(day(dueOn), language), formatMoney(openCents, currency, language))

export type LevelFault = { code: 'payments.levelsOutOfOrder' | 'payments.unknownField'; at: number; word?: string }

/** What is wrong with levels: each comes later than the one before, and names only fields there are. */
export function levelFault(levels: readonly Omit<ReminderLevel, 'level'>[]): LevelFault | undefined {
  for (const [at, { daysLate, subject, body, subjectEn, bodyEn }] of levels.entries()) {
    if (at > 0 && daysLate <= levels[at - 1]!.daysLate) return { code: 'payments.levelsOutOfOrder', at }
    const word = reminderFields.unknown(subject, body, subjectEn, bodyEn)
    if (word !== undefined) return { code: 'payments.unknownField', at, word }
  }
  return undefined
}

/** What a company that has said nothing reminds with. */
export const DEFAULT_LEVELS: readonly ReminderLevel[] = [
  {
    level: 1,
    name: 'Rappel',
    daysLate: 7,
    daysSinceLast: 0,
    channel: 'mail',
    subject: 'Rappel\u00a0: {total} à régler',
    body: 'Bonjour {nom},\n\nSauf erreur de notre part, nous n’avons pas encore reçu le règlement de\u00a0:\n{pieces}\n\nTotal\u00a0: {total}\nPour régler en ligne\u00a0: {lien}\n\nSi votre règlement est déjà parti, merci de ne pas tenir compte de ce message.\n\n{societe}',
    subjectEn: 'Reminder: {total} to pay',
    bodyEn:
      'Dear {name},\n\nUnless we are mistaken, we have not yet received payment of:\n{documents}\n\nTotal: {total}\nTo pay online: {link}\n\nIf your payment is on its way, please ignore this message.\n\n{company}',
  },
  {
    level: 2,
    name: 'Relance',
    daysLate: 21,
    daysSinceLast: 10,
    channel: 'mail',
    subject: 'Relance\u00a0: {total} en retard depuis le {echeance}',
    body: 'Bonjour {nom},\n\nMalgré notre rappel, les pièces suivantes restent à régler\u00a0:\n{pieces}\n\nTotal\u00a0: {total}\nPour régler en ligne\u00a0: {lien}\n\nMerci de nous régler sous huit jours, ou de nous dire ce qui vous en empêche.\n\n{societe}',
    subjectEn: 'Second reminder: {total} late since {due}',
    bodyEn:
      'Dear {name},\n\nDespite our reminder, these documents are still to be paid:\n{documents}\n\nTotal: {total}\nTo pay online: {link}\n\nPlease pay within eight days, or tell us what prevents it.\n\n{company}',
  },
  {
    level: 3,
    name: 'Mise en demeure',
    daysLate: 45,
    daysSinceLast: 15,
    channel: 'letter',
    subject: 'Mise en demeure de payer {total}',
    body: '{nom},\n\nNos relances étant restées sans effet, nous vous mettons en demeure de nous régler sous huit jours\u00a0:\n{pieces}\n\nTotal\u00a0: {total}\n\nÀ défaut, nous ferons valoir nos droits par toutes voies, pénalités de retard et indemnité de recouvrement en sus.\n\n{societe}',
    subjectEn: 'Formal notice to pay {total}',
    bodyEn:
      '{name},\n\nAs our reminders have had no effect, we give you formal notice to pay within eight days:\n{documents}\n\nTotal: {total}\n\nFailing this, we shall assert our rights, with late penalties and recovery costs.\n\n{company}',
  },
]
