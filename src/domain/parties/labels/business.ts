import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import { type Language, labels } from '../../../values/labels.ts'

/** Words of what invoices need of a customer. Source: L-3. */
export const businessWords = labels(
  {
    legend: 'Pour ses factures',
    siren: 'SIREN',
    sirenHint: 'Ou le SIRET, dont il est tiré.',
    vatNumber: 'N° de TVA',
    vatNumberHint: 'Une société de l’Union qui en a un est facturée sans TVA.',
    electronicAddress: 'Adresse électronique',
    electronicAddressHint: 'Où sa plateforme reçoit ses factures\u202f; souvent son SIREN.',
    language: 'Langue',
    languages: { fr: 'Français', en: 'Anglais' },
  },
  {
    legend: 'For their invoices',
    siren: 'SIREN',
    sirenHint: 'Or the SIRET it is taken from.',
    vatNumber: 'VAT number',
    vatNumberHint: 'A company of the Union that has one is invoiced without VAT.',
    electronicAddress: 'Electronic address',
    electronicAddressHint: 'Where their platform gets their invoices; often the SIREN.',
    language: 'Language',
    languages: { fr: 'French', en: 'English' },
  },
)

export const businessRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'parties.sirenInvalid':
      'Ce SIREN n’est pas juste\u00a0: neuf chiffres, dont le dernier vérifie les autres. Le SIRET en a quatorze.',
    'parties.vatNumberInvalid':
      'Ce numéro de TVA n’a pas la forme de son pays, ou sa clé n’est pas juste\u00a0: il commence par le pays, comme FR44 732829320.',
    'parties.vatNumberOfAnother': 'Ce numéro de TVA est celui d’un autre SIREN\u00a0: vérifiez l’un et l’autre.',
  },
  en: {
    'parties.sirenInvalid':
      'This SIREN is not right: nine digits, the last of which checks the others. A SIRET has fourteen.',
    'parties.vatNumberInvalid':
      'This VAT number has not the form of its country, or its key is not right: it begins with the country, as FR44 732829320.',
    'parties.vatNumberOfAnother': 'This VAT number belongs to another SIREN: check both.',
  },
}
