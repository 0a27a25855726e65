import { type Language, labels } from '../../../values/labels.ts'
import type { WhyFact } from '../rules/why.ts'

type Said = { [K in WhyFact['fact']]: (values: Extract<WhyFact, { fact: K }>) => string }

const issues = (count: number) => `${count}\u00a0numéro${Math.abs(count) > 1 ? 's' : ''}`
const englishIssues = (count: number) => `${count}\u00a0issue${Math.abs(count) === 1 ? '' : 's'}`
const nth = (place: number) => (place === 1 ? '1er' : `${place}e`)
const because = (reason: string) => (reason ? ` (${reason})` : '')
const range = ({ from, to }: { from: string; to: string | null }) => (to ? `de ${from} à ${to}` : `à partir de ${from}`)
const englishRange = ({ from, to }: { from: string; to: string | null }) =>
  to ? `from ${from} to ${to}` : `from ${from} on`

const KINDS: Record<Language, Record<string, string>> = {
  fr: {
    customer: 'à la demande de l’abonné',
    unpaid: 'faute de paiement',
    undeliverable: 'parce que le courrier revient',
    'left-out': 'laissé de côté',
    grace: 'déjà servi en grâce',
    forgone: 'l’abonné y renonce',
    other: 'pour une autre raison',
  },
  en: {
    customer: 'asked by the subscriber',
    unpaid: 'for want of payment',
    undeliverable: 'because mail comes back',
    'left-out': 'left out',
    grace: 'already served in grace',
    forgone: 'forgone by the subscriber',
    other: 'for another reason',
  },
}
export const holdKinds = KINDS

const fr: Said = {
  bought: ({ number, on, label, copies, invoice }) =>
    `Achat ${number} du ${on}${invoice ? `, facture ${invoice}` : ', hors facture'}\u00a0: ${label}, ${copies}\u00a0ex.`,
  renews: ({ number }) => `Il fait suite à l’achat ${number}.`,
  'by-date': ({ from, to }) => `Servi par date\u00a0: les numéros comptés du ${from} au ${to}.`,
  'without-end': ({ from }) => `Servi sans fin\u00a0: tous les numéros comptés à partir du ${from}.`,
  'by-issue': ({ count, from }) => `Servi par numéro\u00a0: ${issues(count)} à partir du ${from}.`,
  counted: ({ issue, on }) => `Le n°\u00a0${issue} est compté au ${on}.`,
  adjusted: ({ count, reason, on, by }) =>
    `${issues(Math.abs(count))} ${count > 0 ? 'ajouté' : 'retiré'}${Math.abs(count) > 1 ? 's' : ''} le ${on} par ${by}\u00a0: ${reason}.`,
  'held-before': ({ count }) =>
    `${issues(count)} suspendu${count > 1 ? 's' : ''} avant celui-ci\u00a0: autant à servir en plus à la fin.`,
  hold: hold =>
    `Suspendu ${range(hold)}, ${KINDS.fr[hold.kind]}${because(hold.reason)}${hold.counts ? '\u00a0: compté comme servi' : ''}.`,
  place: ({ place, credited }) => `C’est le ${nth(place)} des ${issues(credited)} dus.`,
  after: ({ credited, before }) =>
    `${issues(credited)} dus en tout, ${before} avant celui-ci\u00a0: il vient après la fin.`,
  grace: ({ count }) => `Le titre sert encore ${issues(count)} en grâce après la fin, tant que ce n’est pas renouvelé.`,
  renewed: ({ number }) => `L’achat ${number} prend la suite.`,
  stopped: ({ issue, reason }) => `Arrêté après le n°\u00a0${issue}${because(reason)}.`,
  cancelled: ({ on, reason }) => `Annulé le ${on}${because(reason)}.`,
  skipped: ({ issue }) => `Le n°\u00a0${issue} ne paraît pas.`,
  apart: ({ issue }) => `Le n°\u00a0${issue} n’est pas servi aux abonnés\u00a0: il se vend à part.`,
  shipment: ({ run, on, number, purpose }) =>
    `${purpose === 'replacement' ? 'Remplacé' : purpose === 'grace' ? 'Servi en grâce' : 'Servi'} par l’expédition ${run} du ${on}, envoi ${number}.`,
  'cancelled-shipment': ({ run, number, on }) =>
    `L’envoi ${number} de l’expédition ${run} a été annulé le ${on}\u00a0: il ne compte pas.`,
  therefore: ({ state, issue }) => `Donc le n°\u00a0${issue}\u00a0: ${STATES.fr[state].toLowerCase()}.`,
}

const en: Said = {
  bought: ({ number, on, label, copies, invoice }) =>
    `Purchase ${number} of ${on}${invoice ? `, invoice ${invoice}` : ', outside any invoice'}: ${label}, ${copies}\u00a0${copies === 1 ? 'copy' : 'copies'}.`,
  renews: ({ number }) => `It goes on from purchase ${number}.`,
  'by-date': ({ from, to }) => `Served by date: issues counted from ${from} to ${to}.`,
  'without-end': ({ from }) => `Served without end: all issues counted from ${from} on.`,
  'by-issue': ({ count, from }) => `Served by issue: ${englishIssues(count)} from ${from} on.`,
  counted: ({ issue, on }) => `Issue ${issue} is counted on ${on}.`,
  adjusted: ({ count, reason, on, by }) =>
    `${englishIssues(Math.abs(count))} ${count > 0 ? 'added' : 'taken'} on ${on} by ${by}: ${reason}.`,
  'held-before': ({ count }) => `${englishIssues(count)} suspended before this one: so many more at the end.`,
  hold: hold =>
    `Suspended ${englishRange(hold)}, ${KINDS.en[hold.kind]}${because(hold.reason)}${hold.counts ? ': counted as served' : ''}.`,
  place: ({ place, credited }) => `It is number ${place} of the ${englishIssues(credited)} owed.`,
  after: ({ credited, before }) =>
    `${englishIssues(credited)} owed in all, ${before} before this one: it comes after the end.`,
  grace: ({ count }) => `The title still serves ${englishIssues(count)} in grace after the end, until it is renewed.`,
  renewed: ({ number }) => `Purchase ${number} takes over.`,
  stopped: ({ issue, reason }) => `Stopped after issue ${issue}${because(reason)}.`,
  cancelled: ({ on, reason }) => `Cancelled on ${on}${because(reason)}.`,
  skipped: ({ issue }) => `Issue ${issue} does not come out.`,
  apart: ({ issue }) => `Issue ${issue} is not served to subscribers: it is sold apart.`,
  shipment: ({ run, on, number, purpose }) =>
    `${purpose === 'replacement' ? 'Replaced' : purpose === 'grace' ? 'Served in grace' : 'Served'} by run ${run} on ${on}, shipment ${number}.`,
  'cancelled-shipment': ({ run, number, on }) =>
    `Shipment ${number} of run ${run} was cancelled on ${on}: it does not count.`,
  therefore: ({ state, issue }) => `So issue ${issue}: ${STATES.en[state].toLowerCase()}.`,
}

/** The state of an issue for a subscription. */
export const STATES = labels(
  {
    before: 'Paru avant le début',
    served: 'Servi',
    'served-in-grace': 'Servi en grâce',
    owed: 'Dû',
    grace: 'Dû en grâce',
    held: 'Suspendu',
    given: 'Compté comme servi',
    'used-up': 'Après la fin',
    stopped: 'Arrêté',
    cancelled: 'Annulé',
    'not-for-subscribers': 'Vendu à part',
    skipped: 'Ne paraît pas',
  },
  {
    before: 'Out before the start',
    served: 'Served',
    'served-in-grace': 'Served in grace',
    owed: 'Owed',
    grace: 'Owed in grace',
    held: 'Suspended',
    given: 'Counted as served',
    'used-up': 'After the end',
    stopped: 'Stopped',
    cancelled: 'Cancelled',
    'not-for-subscribers': 'Sold apart',
    skipped: 'Does not come out',
  },
)

const sentences: Record<Language, Said> = { fr, en }

/** A fact in a sentence of a language. */
export const sentenceOf = (fact: WhyFact, language: Language): string =>
  (sentences[language][fact.fact] as (values: WhyFact) => string)(fact)
