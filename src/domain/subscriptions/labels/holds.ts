import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import type { Language } from '../../../values/labels.ts'

export const ledgerRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'subscriptions.holdRangeAsked': 'Dites à partir de quel numéro, ou de quel jour, suspendre\u00a0: l’un ou l’autre.',
    'subscriptions.holdEndsBefore': 'La suspension finirait avant de commencer.',
    'subscriptions.tooLateToHold': ({ issue }) =>
      `Trop tard pour le n°\u00a0${issue}\u00a0: son fichier est clos. Suspendez à partir du premier numéro encore ouvert.`,
    'subscriptions.reasonOfHold': 'Dites pourquoi suspendre.',
    'subscriptions.unknownSubscription': 'Un de ces abonnements n’existe plus. Affichez-les de nouveau.',
    'subscriptions.renewalStarted': ({ number, renewal }) =>
      `L’achat ${number} est renouvelé par l’achat ${renewal}, déjà servi\u00a0: changez plutôt celui-là.`,
    'subscriptions.servedInstead': ({ number, issue }) =>
      `Le n°\u00a0${issue} est déjà parti pour l’achat ${number} et n’y compterait plus\u00a0: un numéro serait servi en trop. Suspendez plutôt ce qui reste à servir.`,
    'subscriptions.takesTooMany': ({ number, left }) =>
      `Il reste ${left} numéro(s) à l’achat ${number}\u00a0: pas plus.`,
    'subscriptions.adjustsNoEnd': ({ number }) =>
      `L’achat ${number} est sans fin\u00a0: tous les numéros lui sont dus, il n’y en a pas à ajouter ni à retirer. Suspendez-le, ou donnez-lui une fin.`,
    'subscriptions.whoseAsked': 'Donnez le numéro de l’achat, ou celui du contact.',
    'subscriptions.unknownPurchase': 'Aucun abonnement ne porte ce numéro.',
    'subscriptions.unknownIssue': ({ issue }) => `Aucun numéro «\u202f${issue}\u202f» dans ce titre.`,
    'subscriptions.noStartIssue': 'Aucun numéro par lequel commencer. Ajoutez-le au calendrier du titre.',
    'subscriptions.notServed': ({ issue }) =>
      `Le n°\u00a0${issue} n’est pas servi aux abonnés\u00a0: commencez par un autre.`,
    'subscriptions.renewsOtherTitle': 'L’abonnement à renouveler est d’un autre titre.',
    'subscriptions.renewsNoEnd': ({ number }) =>
      `L’achat ${number} est sans fin\u00a0: rien ne lui fait suite. Donnez-lui d’abord une fin, ou vendez sans renouveler.`,
    'subscriptions.renewedHasEnd': ({ number, renewal }) =>
      `L’achat ${renewal} fait suite à l’achat ${number}\u00a0: celui-ci garde une fin.`,
  },
  en: {
    'subscriptions.holdRangeAsked': 'Say from which issue, or from which day, to suspend: one or the other.',
    'subscriptions.holdEndsBefore': 'The suspension would end before it begins.',
    'subscriptions.tooLateToHold': ({ issue }) =>
      `Too late for issue ${issue}: its file is closed. Suspend from the first issue that is still open.`,
    'subscriptions.reasonOfHold': 'Say why to suspend.',
    'subscriptions.unknownSubscription': 'One of these subscriptions is gone. Show them again.',
    'subscriptions.renewalStarted': ({ number, renewal }) =>
      `Purchase ${number} is renewed by purchase ${renewal}, already served: change that one instead.`,
    'subscriptions.servedInstead': ({ number, issue }) =>
      `Issue ${issue} already left for purchase ${number} and would count no more: one copy too many. Suspend what is still to be served instead.`,
    'subscriptions.takesTooMany': ({ number, left }) => `Purchase ${number} has ${left} issue(s) left: no more.`,
    'subscriptions.adjustsNoEnd': ({ number }) =>
      `Purchase ${number} has no end: all issues are owed to it, none can be added or taken. Suspend it, or give it an end.`,
    'subscriptions.whoseAsked': 'Give the number of the purchase, or that of the contact.',
    'subscriptions.unknownPurchase': 'No subscription has this number.',
    'subscriptions.unknownIssue': ({ issue }) => `No issue “${issue}” in this title.`,
    'subscriptions.noStartIssue': 'No issue to start with. Add it to the calendar of the title.',
    'subscriptions.notServed': ({ issue }) => `Issue ${issue} is not served to subscribers: start with another.`,
    'subscriptions.renewsOtherTitle': 'The subscription to renew is of another title.',
    'subscriptions.renewsNoEnd': ({ number }) =>
      `Purchase ${number} has no end: nothing goes on from it. Give it an end first, or sell without renewing.`,
    'subscriptions.renewedHasEnd': ({ number, renewal }) =>
      `Purchase ${renewal} goes on from purchase ${number}: that one keeps an end.`,
  },
}
