import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'

export const mailLabels = labels(
  {
    work: 'Envoi de factures par courriel',
    verdicts: {
      due: 'À envoyer',
      draft: 'Brouillons',
      imported: 'Importées, sans PDF',
      sent: 'Déjà envoyées',
      unreachable: 'Client sans courriel',
    },
  },
  {
    work: 'Invoices sent by e-mail',
    verdicts: {
      due: 'To be sent',
      draft: 'Drafts',
      imported: 'Imported, without PDF',
      sent: 'Sent before',
      unreachable: 'Customer without e-mail address',
    },
  },
)

export const mailRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'invoicing.unknownField': ({ word }) =>
      `{${word}} n’est pas un champ. Il y a {nom}, {piece}, {numero}, {date}, {total}, {reste}, {echeance}, {lien}, {societe}.`,
    'invoicing.nothingToMail': 'Il n’y a rien à envoyer.',
    'invoicing.mailChanged': ({ expected, found }) =>
      `Ce n’est plus le même nombre\u00a0: ${found} au lieu de ${expected}. Regardez de nouveau.`,
    'invoicing.tooManyAgain': ({ most }) => `On n’envoie pas plus de ${most} duplicatas à la fois.`,
  },
  en: {
    'invoicing.unknownField': ({ word }) =>
      `{${word}} is not a field. There are {name}, {document}, {number}, {date}, {total}, {open}, {due}, {link}, {company}.`,
    'invoicing.nothingToMail': 'There is nothing to send.',
    'invoicing.mailChanged': ({ expected, found }) =>
      `The number has changed: ${found} instead of ${expected}. Look again.`,
    'invoicing.tooManyAgain': ({ most }) => `No more than ${most} duplicates are sent at a time.`,
  },
}
