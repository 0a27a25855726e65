type Asked = { name: string; titleName: string; company: string }

/** The letter that asks a subscriber for a new address: French, as the envelopes are. */
export const askedByMail = ({ name, titleName, company }: Asked) => ({
  subject: `${titleName || company} : votre adresse`,
  text: `Bonjour ${name},

Notre dernier envoi${titleName ? ` de ${titleName}` : ''} nous est revenu\u00a0: la poste n’a pas pu vous le remettre.

Pour ne rien manquer, répondez à ce message en indiquant votre adresse complète\u00a0: numéro et rue, bâtiment ou étage s’il y a lieu, code postal et ville. Ce que vous n’avez pas reçu vous est gardé.

Merci,
${company}`,
})
