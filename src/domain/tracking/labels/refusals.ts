import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import type { Language } from '../../../values/labels.ts'

/** What is said of mails, settings, the board and figures of tracking. */
export const workshopRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'tracking.mailInUse': ({ stage }) =>
      `L’étape «\u202f${stage}\u202f» envoie ce message-type. Donnez-lui-en un autre d’abord.`,
    'tracking.unknownField': ({ word }) =>
      `{${word}} ne désigne rien. Les champs sont {nom}, {commande}, {etape}, {suivi}, {societe} et {a_livrer}.`,
    'tracking.noMail': ({ stage }) =>
      `Aucun message-type n’est prévu à l’étape «\u202f${stage}\u202f». Choisissez-en un.`,
    'tracking.noAddress': 'Ce contact n’a pas d’adresse électronique. Écrivez-en une.',
    'tracking.urgentAfterAttention':
      'Le seuil d’urgence vient après celui d’attention\u00a0: mettez au plus autant de jours.',
    'tracking.unknownOperator': 'Personne n’a ces initiales dans la société.',
    'tracking.noSuchNumber': ({ number }) => `Aucune commande suivie ne porte le numéro ${number}.`,
    'tracking.periodTooLong': ({ days }) => `La période va d’un jour à un autre, sur ${days} jours au plus.`,
  },
  en: {
    'tracking.mailInUse': ({ stage }) => `The stage “${stage}” sends this template. Give it another one first.`,
    'tracking.unknownField': ({ word }) =>
      `{${word}} names nothing. The fields are {name}, {order}, {stage}, {link}, {company} and {deliver_on}.`,
    'tracking.noMail': ({ stage }) => `There is no template for the stage “${stage}”. Choose one.`,
    'tracking.noAddress': 'This contact has no address of mail. Write one.',
    'tracking.urgentAfterAttention': 'The urgent threshold comes after that of attention: say as many days at most.',
    'tracking.unknownOperator': 'Nobody in the company has these initials.',
    'tracking.noSuchNumber': ({ number }) => `No followed order has the number ${number}.`,
    'tracking.periodTooLong': ({ days }) => `The period goes from one day to another, over ${days} days at most.`,
  },
}
