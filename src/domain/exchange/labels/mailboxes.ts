import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'
import { incomingFault } from '../rules/incoming.ts'

/** Headings of the list of mailboxes, and the words of their values. */
export const mailboxLabels = labels(
  {
    columns: {
      user: 'Adresse',
      host: 'Serveur',
      port: 'Port',
      protocol: 'Protocole',
      security: 'Sécurité',
      everyMinutes: 'Toutes les (min)',
      active: 'En service',
      mailCount: 'Messages lus',
      collectedAt: 'Relevée le',
      collecting: 'Relève en cours',
      failure: 'Ce qui ne va pas',
      failedSince: 'En échec depuis',
      usedBy: 'Adresse de',
    },
    protocols: { imap: 'IMAP', pop3: 'POP3' },
    securities: { tls: 'SSL/TLS', starttls: 'STARTTLS', none: 'aucune' },
    collecting: (user: string) => `Relève de ${user}`,
    collected: (mails: string, taken: string, quarantined: string) =>
      `Messages lus\u00a0: ${mails}\u202f; documents pris\u00a0: ${taken}\u202f; en quarantaine\u00a0: ${quarantined}.`,
  },
  {
    columns: {
      user: 'Address',
      host: 'Server',
      port: 'Port',
      protocol: 'Protocol',
      security: 'Security',
      everyMinutes: 'Every (min)',
      active: 'In use',
      mailCount: 'Mails read',
      collectedAt: 'Collected at',
      collecting: 'Being collected',
      failure: 'What is wrong',
      failedSince: 'Failing since',
      usedBy: 'Address of',
    },
    protocols: { imap: 'IMAP', pop3: 'POP3' },
    securities: { tls: 'SSL/TLS', starttls: 'STARTTLS', none: 'none' },
    collecting: (user: string) => `Collecting ${user}`,
    collected: (mails: string, taken: string, quarantined: string) =>
      `Mails read: ${mails}; documents taken: ${taken}; in quarantine: ${quarantined}.`,
  },
)

/** What each refusal of mailboxes says, and what is wrong with one that could not be read. */
export const mailboxRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'exchange.mailboxTwice': 'Cette boîte est déjà relevée. Ouvrez-la dans la liste pour la changer.',
    'exchange.mailboxCollected':
      'Des messages ont déjà été lus dans cette boîte\u00a0: son serveur, son protocole et son adresse ne changent plus. Mettez-la hors service et ajoutez la nouvelle.',
    'exchange.mailboxInactive': 'Cette boîte est hors service. Remettez-la en service pour la relever.',
    'exchange.beingCollected': 'Cette boîte est en train d’être relevée. Attendez la fin, puis recommencez.',
    'exchange.passwordMissing': 'Saisissez le mot de passe de la boîte, ou le secret du client.',
    'exchange.notAuthorised':
      'L’accès à cette boîte n’a pas encore été autorisé. Enregistrez-la, puis choisissez «\u202fAutoriser l’accès\u202f».',
    'exchange.mailboxByPassword': 'Cette boîte s’ouvre par un mot de passe\u00a0: il n’y a rien à autoriser.',
    'exchange.authorisationLost':
      'Cette autorisation a été demandée par quelqu’un d’autre, ou il y a trop longtemps. Recommencez depuis la liste des boîtes.',
    'exchange.passwordUnreadable':
      'Le mot de passe gardé ne peut plus être lu, car le secret du serveur a changé. Saisissez-le de nouveau dans les réglages de la boîte.',
    'exchange.incoming.hostUnknown': ({ host }) =>
      `Aucun serveur ne porte le nom «\u202f${host}\u202f». Vérifiez son orthographe.`,
    'exchange.incoming.unreachable': ({ host, port, detail }) =>
      `${host} refuse ou coupe la connexion sur le port ${port}. Vérifiez le port et la sécurité\u202f; les plus courants sont 993 (IMAP) et 995 (POP3), en SSL/TLS. (${detail})`,
    'exchange.incoming.timeout': ({ host, port }) =>
      `${host} ne répond pas sur le port ${port}. Vérifiez le port, le protocole et la sécurité, ou qu’un pare-feu ne le ferme pas.`,
    'exchange.incoming.tls': ({ detail }) =>
      `La sécurité choisie ne convient pas à ce serveur. Essayez SSL/TLS avec le port 993 ou 995, ou STARTTLS avec le port 143 ou 110. (${detail})`,
    'exchange.incoming.certificate': ({ host, detail }) =>
      `Le certificat du serveur ne prouve pas qu’il est ${host}. Vérifiez le nom du serveur, ou demandez à votre hébergeur. (${detail})`,
    'exchange.incoming.authentication': ({ detail }) => `Le serveur refuse l’adresse ou le mot de passe. (${detail})`,
    'exchange.incoming.authorisation': ({ detail }) =>
      `L’accès à la boîte n’est pas, ou plus, autorisé. Vérifiez le client et son secret, puis autorisez l’accès de nouveau. (${detail})`,
    'exchange.incoming.authorisationServer': ({ detail }) =>
      `Le fournisseur qui donne accès à la boîte ne répond pas comme il le devrait. Vérifiez son adresse, puis réessayez. (${detail})`,
    'exchange.incoming.busy': ({ detail }) =>
      `Le serveur n’ouvre pas la boîte de réception. Réessayez dans quelques minutes\u202f; si cela dure, vérifiez qu’elle existe. (${detail})`,
    'exchange.incoming.unreadable': ({ host, port, detail }) =>
      `Ce que répond ${host} sur le port ${port} ne se comprend pas. Vérifiez le protocole (IMAP ou POP3). (${detail})`,
  },
  en: {
    'exchange.mailboxTwice': 'This mailbox is collected already. Open it in the list to change it.',
    'exchange.mailboxCollected':
      'Mails were read in this mailbox already: its server, protocol and address no longer change. Switch it off and add the new one.',
    'exchange.mailboxInactive': 'This mailbox is switched off. Switch it on to collect it.',
    'exchange.beingCollected': 'This mailbox is being collected. Wait until that ends, then try again.',
    'exchange.passwordMissing': 'Type the password of the mailbox, or the secret of the client.',
    'exchange.notAuthorised': 'Access to this mailbox was not authorised yet. Save it, then choose “Authorise access”.',
    'exchange.mailboxByPassword': 'This mailbox is opened by a password: there is nothing to authorise.',
    'exchange.authorisationLost':
      'This authorisation was asked for by somebody else, or too long ago. Begin again from the list of mailboxes.',
    'exchange.passwordUnreadable':
      'The password that was kept can no longer be read, as the secret of the server changed. Type it again in the settings of the mailbox.',
    'exchange.incoming.hostUnknown': ({ host }) => `No server bears the name “${host}”. Check its spelling.`,
    'exchange.incoming.unreachable': ({ host, port, detail }) =>
      `${host} refuses or cuts the connection on port ${port}. Check the port and the security; the usual ones are 993 (IMAP) and 995 (POP3), with SSL/TLS. (${detail})`,
    'exchange.incoming.timeout': ({ host, port }) =>
      `${host} does not answer on port ${port}. Check the port, the protocol and the security, or whether a firewall closes it.`,
    'exchange.incoming.tls': ({ detail }) =>
      `This security does not suit the server. Try SSL/TLS with port 993 or 995, or STARTTLS with port 143 or 110. (${detail})`,
    'exchange.incoming.certificate': ({ host, detail }) =>
      `The certificate of the server does not prove that it is ${host}. Check the name of the server, or ask your provider. (${detail})`,
    'exchange.incoming.authentication': ({ detail }) => `The server refuses the address or the password. (${detail})`,
    'exchange.incoming.authorisation': ({ detail }) =>
      `Access to the mailbox is not, or no longer, authorised. Check the client and its secret, then authorise access again. (${detail})`,
    'exchange.incoming.authorisationServer': ({ detail }) =>
      `The provider that gives access to the mailbox does not answer as it should. Check its address, then try again. (${detail})`,
    'exchange.incoming.busy': ({ detail }) =>
      `The server does not open the inbox. Try again in a few minutes; if it lasts, check that it exists. (${detail})`,
    'exchange.incoming.unreadable': ({ host, port, detail }) =>
      `What ${host} answers on port ${port} cannot be understood. Check the protocol (IMAP or POP3). (${detail})`,
  },
}

/** In words, why a mailbox could not be opened or read. */
export function incomingText(
  failure: { reason: string; detail: string },
  server: { host: string; port: number },
  language: Language,
): string {
  const text = mailboxRefusals[language][`exchange.incoming.${incomingFault(failure)}`]!
  const values = { host: server.host, port: String(server.port), detail: failure.detail }
  return typeof text === 'string' ? text : text(values)
}
