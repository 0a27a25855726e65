import { labels } from '../../../values/labels.ts'

/** Words of what is known and answered of a customer order that a partner sent. */
export const receivedWords = labels(
  {
    tab: 'Partenaire',
    partner: 'Envoyée par',
    number: 'Sa commande',
    times: 'Envois',
    answered: 'Notre réponse',
    none: 'aucune encore',
    draft:
      'Elle attend en brouillon\u00a0: réglez ce qui est à vérifier, depuis la quarantaine ou ses lignes, puis validez-la. Vous pourrez alors l’accepter.',
    quarantine: 'Voir la quarantaine',
    accept: 'Accepter',
    acceptText: 'Le partenaire saura que sa commande est acceptée telle qu’elle est ici, ligne par ligne.',
    accepted: 'Acceptation en partance.',
    refuse: 'Refuser…',
    refuseTitle: 'Refuser cette commande\u202f?',
    refuseText: 'Elle est annulée ici, et le partenaire en est averti.',
    refuseAction: 'Refuser la commande',
    why: 'Raison, pour le partenaire',
    refused: 'Commande refusée\u00a0: le partenaire en est averti.',
    notPaired: 'Ce partenaire n’est plus appairé\u00a0: il ne peut pas être averti d’ici.',
  },
  {
    tab: 'Partner',
    partner: 'Sent by',
    number: 'Its order',
    times: 'Times sent',
    answered: 'Our answer',
    none: 'none yet',
    draft:
      'It waits as a draft: settle what is to be checked, from the quarantine or on its lines, then confirm it. You can then accept it.',
    quarantine: 'See the quarantine',
    accept: 'Accept',
    acceptText: 'The partner will know that its order is accepted as it stands here, line by line.',
    accepted: 'Acceptance on its way.',
    refuse: 'Refuse…',
    refuseTitle: 'Refuse this order?',
    refuseText: 'It is cancelled here, and the partner is told.',
    refuseAction: 'Refuse the order',
    why: 'Reason, for the partner',
    refused: 'Order refused: the partner is told.',
    notPaired: 'This partner is not paired any more: it cannot be told from here.',
  },
)
