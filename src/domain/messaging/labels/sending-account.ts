import { labels } from '../../../values/labels.ts'

/** Words of the own account through which a user sends. */
export const accountWords = labels(
  {
    title: 'Votre compte d’envoi',
    none: 'Ce que vous envoyez ici part de l’adresse de la société, et les réponses vous reviennent.',
    some: (address: string, host: string) =>
      `Ce que vous envoyez ici part de ${address}, par ${host}. Ce que Facteur envoie de lui-même part toujours de l’adresse de la société.`,
    add: 'Envoyer de mon adresse…',
    change: 'Modifier…',
    test: 'M’envoyer un essai',
    tested: (to: string) => `Message d’essai envoyé à ${to}. Vérifiez qu’il est arrivé.`,
    remove: 'Retirer',
    removeTitle: 'Retirer le compte d’envoi\u202f?',
    removeText: 'Ce qui attend de partir partira de l’adresse de la société.',
    removed: 'Compte d’envoi retiré.',
    save: 'Enregistrer',
    saved: 'Compte d’envoi enregistré. Envoyez-vous un essai.',
    hostHint: 'Celui de votre adresse.',
    users: 'Comptes d’envoi des utilisateurs',
    usersText: 'Ce qu’ils envoient à leurs fournisseurs part de leur propre adresse.',
  },
  {
    title: 'Your sending account',
    none: 'What you send here leaves from the address of the company, and answers come back to you.',
    some: (address: string, host: string) =>
      `What you send here leaves from ${address}, through ${host}. What Facteur sends by itself always leaves from the address of the company.`,
    add: 'Send from my address…',
    change: 'Change…',
    test: 'Send me a test',
    tested: (to: string) => `Test message sent to ${to}. Check that it arrived.`,
    remove: 'Remove',
    removeTitle: 'Remove the sending account?',
    removeText: 'What waits to leave will leave from the address of the company.',
    removed: 'Sending account removed.',
    save: 'Save',
    saved: 'Sending account saved. Send yourself a test.',
    hostHint: 'That of your address.',
    users: 'Sending accounts of users',
    usersText: 'What they send to their suppliers leaves from their own address.',
  },
)
