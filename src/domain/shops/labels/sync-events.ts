import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'
import type { ShopFailure } from '../rules/failures.ts'
import { healthWords } from './failures.ts'

const why = (language: Language, failure: string | number | undefined) =>
  healthWords[language].failures[failure as ShopFailure] ?? String(failure)

/** What happened between a shop and us, as the log of the shop tells it. */
export const syncEventTexts = labels(
  {
    deliveryUseless: ({ topic, said }) => `La boutique a signalé quelque chose sans dire quoi (${topic}, ${said})`,
    connected: 'Boutique connectée',
    disconnected: 'Boutique déconnectée',
    failing: ({ failure }) => `La boutique ne répond pas. ${why('fr', failure)}`,
    answersAgain: 'La boutique répond de nouveau',
    toldFailing: 'Les responsables ont été prévenus par courriel que la boutique ne répond pas',
    toldQuiet: 'Les responsables ont été prévenus par courriel que rien ne vient de la boutique',
    hooksCreated: ({ count }) => `Notifications demandées à la boutique : ${count}`,
    hookRepaired: ({ topic }) =>
      `La boutique avait désactivé la notification ${topic} ; elle est rétablie. À la prochaine erreur, elle peut la désactiver de nouveau.`,
    hookRefused: ({ topic }) => `La boutique refuse la notification ${topic}`,
    hooksRemoved: ({ count }) => `Notifications retirées de la boutique : ${count}`,
    hooksLeft: 'Nos notifications n’ont pas pu être retirées de la boutique ; supprimez-les dans ses réglages.',
    loaded: ({ count }) => `Premier chargement terminé : ${count} commandes lues`,
    reconciled: ({ compared, missing, changed, gone }) =>
      `Comparaison de ${compared} commandes : ${missing} manquantes, ${changed} différentes, ${gone} disparues`,
    foundMissing: ({ number }) => `La commande ${number} manquait ; elle a été reprise`,
    foundChanged: ({ number }) => `La commande ${number} différait ; elle a été reprise`,
    foundGone: ({ number }) => `La commande ${number} n’est plus dans la boutique`,
    takenAgain: 'Commande redemandée à la boutique',
    noteWritten: ({ text }) => `Note écrite dans la boutique : ${text}`,
    noteGivenUp: ({ failure }) => `Une note n’a pas pu être écrite dans la boutique. ${why('fr', failure)}`,
  } satisfies RefusalTexts,
  {
    deliveryUseless: ({ topic, said }) => `The shop told of something without saying what (${topic}, ${said})`,
    connected: 'Shop connected',
    disconnected: 'Shop disconnected',
    failing: ({ failure }) => `The shop does not answer. ${why('en', failure)}`,
    answersAgain: 'The shop answers again',
    toldFailing: 'Those in charge were told by mail that the shop does not answer',
    toldQuiet: 'Those in charge were told by mail that nothing comes from the shop',
    hooksCreated: ({ count }) => `Notifications asked of the shop: ${count}`,
    hookRepaired: ({ topic }) =>
      `The shop had disabled the notification ${topic}; it is restored. At the next failure it may disable it again.`,
    hookRefused: ({ topic }) => `The shop refuses the notification ${topic}`,
    hooksRemoved: ({ count }) => `Notifications taken out of the shop: ${count}`,
    hooksLeft: 'Our notifications could not be taken out of the shop; delete them in its settings.',
    loaded: ({ count }) => `First load ended: ${count} orders read`,
    reconciled: ({ compared, missing, changed, gone }) =>
      `${compared} orders compared: ${missing} missing, ${changed} different, ${gone} gone`,
    foundMissing: ({ number }) => `Order ${number} was missing; it has been taken`,
    foundChanged: ({ number }) => `Order ${number} was different; it has been taken again`,
    foundGone: ({ number }) => `Order ${number} is no longer in the shop`,
    takenAgain: 'Order asked of the shop again',
    noteWritten: ({ text }) => `Note written in the shop: ${text}`,
    noteGivenUp: ({ failure }) => `A note could not be written in the shop. ${why('en', failure)}`,
  } satisfies RefusalTexts,
)
