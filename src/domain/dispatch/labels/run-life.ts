import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import type { Language } from '../../../values/labels.ts'

const one = (count: string | number | undefined) => Number(count) === 1

export const runLifeRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'dispatch.someoneMissing': ({ count, who, run }) =>
      one(count)
        ? `${who} attend cet envoi et n’est dans aucune expédition. Servez-le, ou écartez-le avec un motif, avant de valider l’expédition ${run}.`
        : `${count} destinataires attendent cet envoi et ne sont dans aucune expédition, dont ${who}. Servez-les, ou écartez-les avec un motif, avant de valider l’expédition ${run}.`,
    'dispatch.someoneUnowed': ({ count, who, run }) =>
      one(count)
        ? `L’envoi à ${who} n’est plus dû. Retirez-le de l’expédition ${run}, ou validez-la en le gardant.`
        : `${count} envois ne sont plus dus, dont celui de ${who}. Retirez-les de l’expédition ${run}, ou validez-la en les gardant.`,
    'dispatch.withoutAddress': ({ count, who, run }) =>
      one(count)
        ? `Le pli ${who} n’a ni rue ni ville. Réparez son adresse, ou retirez-le de l’expédition ${run} avec un motif.`
        : `${count} plis n’ont ni rue ni ville, dont le pli ${who}. Réparez leur adresse, ou retirez-les de l’expédition ${run} avec un motif.`,
    'dispatch.notSignedOff': ({ run }) =>
      `L’expédition ${run} n’est pas validée\u00a0: validez-la avant de la remettre.`,
    'dispatch.alreadySignedOff': ({ run, by }) => `L’expédition ${run} a déjà été validée par ${by}.`,
    'dispatch.alreadyHandedOver': ({ run, by }) => `L’expédition ${run} a déjà été remise au routeur par ${by}.`,
    'dispatch.notHandedOver': ({ run }) =>
      `L’expédition ${run} n’est pas encore remise au routeur\u00a0: supprimez-la, tout redeviendra comme avant.`,
    'dispatch.cannotUndo': ({ run, by }) =>
      `L’expédition ${run} a été remise au routeur par ${by} : elle ne se modifie ni ne se supprime plus. Vous pouvez l’annuler, avec un motif\u202f; ses exemplaires redeviendront dus.`,
    'dispatch.runCancelled': ({ run }) => `L’expédition ${run} est annulée\u00a0: elle reste pour mémoire.`,
    'dispatch.dayIsKept': ({ run }) =>
      `L’expédition ${run} a été remise au routeur\u00a0: sa date ne change plus. Son libellé, si.`,
    'dispatch.unknownShipment': ({ run }) =>
      `Un des envois choisis n’est pas dans l’expédition ${run}, ou n’y est plus. Affichez-la de nouveau\u202f; rien n’a été retiré.`,
    'dispatch.lastLine': ({ run }) => `Il ne resterait rien dans l’expédition ${run} : supprimez-la plutôt.`,
    'dispatch.unknownPurchase':
      'Un des achats choisis n’existe pas. Affichez de nouveau la liste\u202f; rien n’a été changé.',
    'dispatch.notAlike':
      'Ces deux achats ne sont pas du même titre, ou pas du même numéro\u00a0: ils ne peuvent être ni groupés ni déclarés en double.',
    'dispatch.notAnswered':
      'Ces deux achats n’ont pas de réponse, ou quelqu’un vient de la reprendre. Affichez de nouveau la liste.',
    'dispatch.inRun': ({ number }) =>
      `L’achat ${number} est déjà dans une expédition de ce numéro\u00a0: retirez-le d’abord de l’expédition.`,
    'dispatch.alreadyLeftOut': ({ number }) => `L’achat ${number} est déjà écarté de ce numéro.`,
    'dispatch.notLeftOut': ({ number }) => `L’achat ${number} n’est pas écarté de ce numéro.`,
  },
  en: {
    'dispatch.someoneMissing': ({ count, who, run }) =>
      one(count)
        ? `${who} waits for this shipment and is in no run. Serve them, or leave them out with a reason, before signing off run ${run}.`
        : `${count} recipients wait for this shipment and are in no run, among them ${who}. Serve them, or leave them out with a reason, before signing off run ${run}.`,
    'dispatch.someoneUnowed': ({ count, who, run }) =>
      one(count)
        ? `The shipment to ${who} is not owed any more. Take it out of run ${run}, or sign it off keeping it.`
        : `${count} shipments are not owed any more, among them the one to ${who}. Take them out of run ${run}, or sign it off keeping them.`,
    'dispatch.withoutAddress': ({ count, who, run }) =>
      one(count)
        ? `Envelope ${who} has neither street nor town. Repair its address, or take it out of run ${run} with a reason.`
        : `${count} envelopes have neither street nor town, among them envelope ${who}. Repair their addresses, or take them out of run ${run} with a reason.`,
    'dispatch.notSignedOff': ({ run }) => `Run ${run} is not signed off: sign it off before handing it over.`,
    'dispatch.alreadySignedOff': ({ run, by }) => `Run ${run} was already signed off by ${by}.`,
    'dispatch.alreadyHandedOver': ({ run, by }) => `Run ${run} was already handed over to the mailing house by ${by}.`,
    'dispatch.notHandedOver': ({ run }) =>
      `Run ${run} is not handed over yet: delete it, and everything is as it was before.`,
    'dispatch.cannotUndo': ({ run, by }) =>
      `Run ${run} was handed over to the mailing house by ${by}: it is neither changed nor deleted any more. You can cancel it, with a reason; its copies will be owed again.`,
    'dispatch.runCancelled': ({ run }) => `Run ${run} is cancelled: it stays as a record.`,
    'dispatch.dayIsKept': ({ run }) =>
      `Run ${run} was handed over to the mailing house: its day does not change any more. Its label can.`,
    'dispatch.unknownShipment': ({ run }) =>
      `One of the shipments chosen is not in run ${run}, or not any more. Show it again; nothing was taken out.`,
    'dispatch.lastLine': ({ run }) => `Nothing would be left in run ${run}: delete it instead.`,
    'dispatch.unknownPurchase': 'One of the purchases chosen does not exist. Show the list again; nothing was changed.',
    'dispatch.notAlike':
      'These two purchases are not of the same title, or not of the same issue: they cannot travel together nor be called duplicates.',
    'dispatch.notAnswered':
      'Nothing was said of these two purchases, or somebody just took it back. Show the list again.',
    'dispatch.inRun': ({ number }) =>
      `Purchase ${number} is already in a run of this issue: take it out of the run first.`,
    'dispatch.alreadyLeftOut': ({ number }) => `Purchase ${number} is already left out of this issue.`,
    'dispatch.notLeftOut': ({ number }) => `Purchase ${number} is not left out of this issue.`,
  },
}
