import type { RefusalTexts } from '../../platform/http/refusal.ts'
import { type Language, labels } from '../../values/labels.ts'

export const retentionLabels = labels(
  {
    columns: {
      number: 'Contact',
      lastName: 'Nom',
      firstName: 'Prénom',
      legalName: 'Raison sociale',
      town: 'Ville',
      since: 'Sans lien depuis',
    },
  },
  {
    columns: {
      number: 'Contact',
      lastName: 'Last name',
      firstName: 'First name',
      legalName: 'Company name',
      town: 'Town',
      since: 'Nothing since',
    },
  },
)

export const retentionRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'retention.stillNeeded': ({ count, names }) =>
      `${count} ${Number(count) > 1 ? 'contacts ne peuvent' : 'contact ne peut'} pas être effacé${Number(count) > 1 ? 's' : ''}\u00a0: un service, une facture ou un montant ouvert les lie encore, ou moins de trois ans ont passé (${names}).`,
  },
  en: {
    'retention.stillNeeded': ({ count, names }) =>
      `${count} ${Number(count) > 1 ? 'contacts' : 'contact'} cannot be erased: a service, an invoice or an open amount still binds them, or less than three years have gone by (${names}).`,
  },
}
