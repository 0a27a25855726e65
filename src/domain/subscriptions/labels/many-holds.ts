import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'
import type { NotHeld } from '../rules/many-holds.ts'

type Told = {
  done: number
  refused: readonly { why: NotHeld; count: number; purchases: readonly { number: number }[] }[]
}

const SHOWN = 10
const numbers = ({ count, purchases }: Told['refused'][number]) =>
  purchases
    .slice(0, SHOWN)
    .map(({ number }) => number)
    .join(', ') + (count > SHOWN ? '…' : '')

const whyFr: Record<NotHeld, string> = {
  cancelled: 'annulé',
  'nothing-owed': 'aucun numéro dû dans cette période',
  'held-already': 'déjà suspendu pour cette période',
  'too-late': 'le premier numéro est déjà bouclé',
  'other-title': 'abonné à un autre titre',
  'renewal-served': 'déjà renouvelé et servi par le renouvellement',
  'served-instead': 'des numéros servis ne compteraient plus',
  'not-held': 'aucune suspension à lever',
}
const whyEn: Record<NotHeld, string> = {
  cancelled: 'cancelled',
  'nothing-owed': 'no issue owed in this period',
  'held-already': 'suspended for this period already',
  'too-late': 'the first issue is closed already',
  'other-title': 'subscribes to another title',
  'renewal-served': 'renewed, and the renewal was served',
  'served-instead': 'issues that were served would no longer count',
  'not-held': 'no suspension to lift',
}
const listed = (why: Record<NotHeld, string>, refused: Told['refused'], colon: string) =>
  refused.map(one => `${one.count}${colon}${why[one.why]} (${numbers(one)})`)
const summaryFr = (one: string, more: string) => (told: Told) =>
  [`${told.done} ${told.done > 1 ? more : one}`, ...listed(whyFr, told.refused, '\u00a0: ')].join('\u202f; ')
const summaryEn = (done: string) => (told: Told) =>
  [`${told.done} ${done}`, ...listed(whyEn, told.refused, ': ')].join('; ')

/** Words of suspensions of many subscriptions. Source: CIR-15. */
export const manyHoldsWords = labels(
  {
    suspend: 'Suspendre…',
    lift: 'Lever la suspension…',
    suspendTitle: (count: string, many: boolean) => `Suspendre ${count} abonnement${many ? 's' : ''}`,
    liftTitle: (count: string, many: boolean) => `Lever la suspension de ${count} abonnement${many ? 's' : ''}`,
    liftText:
      'Le service reprend avec le premier numéro encore ouvert. Les suspensions pour impayé ou courrier revenu restent.',
    suspendNow: 'Suspendre',
    liftNow: 'Lever la suspension',
    fromOn: 'Du',
    toOn: 'Au',
    daysHint: 'Les numéros comptés entre ces deux jours.',
    untilLifted: 'Vide\u00a0: jusqu’à la reprise.',
    would: (count: string, many: boolean) => (many ? `${count} seront suspendus.` : `${count} sera suspendu.`),
    tooMany: (count: string) =>
      `${count} abonnements, suspendus en plusieurs fois. Ceux qui ne peuvent pas l’être seront dits à la fin.`,
    misses: (issue: string, count: string) => `n°\u00a0${issue}\u00a0: ${count}`,
    missedTitle: 'Non servis',
    refusedTitle: 'Ne peuvent pas l’être',
    why: whyFr,
    held: (count: string, many: boolean) => `${count} abonnement${many ? 's suspendus' : ' suspendu'}.`,
    lifted: (count: string, many: boolean) => `${count} suspension${many ? 's levées' : ' levée'}.`,
    begun: 'Le travail continue\u00a0: suivez-le en haut de l’écran.',
    close: 'Fermer',
    summary: { held: summaryFr('suspendu', 'suspendus'), lifted: summaryFr('repris', 'repris') },
    work: { held: 'Suspension d’abonnements', lifted: 'Reprise d’abonnements' },
    heldTogether: 'Suspendus ensemble',
    lastTogether: 'La suspension groupée',
  },
  {
    suspend: 'Suspend…',
    lift: 'Lift the suspension…',
    suspendTitle: (count: string, many: boolean) => `Suspend ${count} subscription${many ? 's' : ''}`,
    liftTitle: (count: string, many: boolean) => `Lift the suspension of ${count} subscription${many ? 's' : ''}`,
    liftText:
      'Service resumes with the first issue still open. Suspensions for what is unpaid or for returned mail stay.',
    suspendNow: 'Suspend',
    liftNow: 'Lift the suspension',
    fromOn: 'From',
    toOn: 'To',
    daysHint: 'The issues counted between these two days.',
    untilLifted: 'Empty: until it is lifted.',
    would: (count: string, _many: boolean) => `${count} will be suspended.`,
    tooMany: (count: string) =>
      `${count} subscriptions, suspended part by part. Those that cannot be are told at the end.`,
    misses: (issue: string, count: string) => `issue ${issue}: ${count}`,
    missedTitle: 'Not served',
    refusedTitle: 'Cannot be',
    why: whyEn,
    held: (count: string, many: boolean) => `${count} subscription${many ? 's' : ''} suspended.`,
    lifted: (count: string, many: boolean) => `${count} suspension${many ? 's' : ''} lifted.`,
    begun: 'The work goes on: follow it at the top of the screen.',
    close: 'Close',
    summary: { held: summaryEn('suspended'), lifted: summaryEn('resumed') },
    work: { held: 'Suspension of subscriptions', lifted: 'Subscriptions resumed' },
    heldTogether: 'Suspended together',
    lastTogether: 'The suspension of many',
  },
)

export const manyHoldsRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'subscriptions.whichAsked':
      'Dites quels abonnements\u00a0: par leur identifiant, ou par les filtres de leur liste.',
  },
  en: { 'subscriptions.whichAsked': 'Say which subscriptions: by their ids, or by the filters of their list.' },
}
