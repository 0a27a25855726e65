type Asked = { name: string; titleName: string; company: string }

/** The letter that asks a subscriber for a new address: French, as the envelopes are. */
export const askedByMail = ({ name, titleName, company }: Asked) => ({
  subject: `${titleName || company} : votre adresse`,
  text: `Bonjour ${name},

Notre dernier envoi${titleName ? ` de ${titleName}` : ''} nous est revenu : la poste n’a pas pu vous le remettre.

Pour ne rien manquer, répondez à ce message en indiquant votre adresse complète : numéro et rue, bâtiment ou étage s’il y a lieu, code postal et ville. Ce que vous n’avez pas reçu vous est gardé.

Merci,
${company}`,
})
