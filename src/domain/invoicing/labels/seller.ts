import type { RefusalTexts } from '../../../platform/http/refusal.ts'
import type { Language } from '../../../values/labels.ts'

export const sellerRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'invoicing.sirenInvalid': 'Ce SIREN n’est pas juste\u00a0: neuf chiffres, dont le dernier vérifie les autres.',
    'invoicing.siretInvalid':
      'Ce numéro interne ne fait pas un SIRET juste avec le SIREN\u00a0: cinq chiffres, dont le dernier vérifie l’ensemble.',
    'invoicing.vatNumberInvalid': 'Ce numéro de TVA n’a pas la forme de son pays, ou sa clé n’est pas juste.',
    'invoicing.vatNumberOfAnother': 'Ce numéro de TVA est celui d’un autre SIREN\u00a0: vérifiez l’un et l’autre.',
    'invoicing.ibanInvalid': 'Cet IBAN n’est pas juste\u00a0: sa clé ne correspond pas. Recopiez-le depuis un RIB.',
    'invoicing.bicInvalid': 'Un BIC a huit ou onze caractères, comme AGRIFRPP.',
    'invoicing.sellerEmailInvalid': 'Cette adresse de courriel n’est pas complète\u00a0: nom@domaine.fr.',
    'invoicing.fourAddressLines': 'L’adresse a quatre lignes au plus, sans le code postal et la ville.',
    'invoicing.patternInvalid':
      'Ce modèle de numéro n’est pas utilisable\u00a0: il lui faut {yyyy} ou {yy}, et {n:6}, une fois chacun, avec des lettres, des chiffres ou / . - _ autour, et 30 signes au plus.',
    'invoicing.patternsAlike':
      'Deux modèles écriraient les mêmes numéros\u00a0: factures, avoirs et acomptes ont chacun le leur.',
    'invoicing.fiscalYearBegun':
      'Des factures sont déjà numérotées dans cet exercice\u00a0: son premier mois ne peut plus changer ainsi. Changez-le une fois l’exercice terminé.',
  },
  en: {
    'invoicing.sirenInvalid': 'This SIREN is not right: nine digits, the last of which checks the others.',
    'invoicing.siretInvalid':
      'This establishment number makes no valid SIRET with the SIREN: five digits, the last of which checks them all.',
    'invoicing.vatNumberInvalid': 'This VAT number has not the form of its country, or its key is not right.',
    'invoicing.vatNumberOfAnother': 'This VAT number belongs to another SIREN: check both.',
    'invoicing.ibanInvalid': 'This IBAN is not right: its key does not match. Copy it from a bank statement.',
    'invoicing.bicInvalid': 'A BIC has eight or eleven characters, like AGRIFRPP.',
    'invoicing.sellerEmailInvalid': 'This email address is not complete: name@domain.com.',
    'invoicing.fourAddressLines': 'The address has four lines at most, without postcode and town.',
    'invoicing.patternInvalid':
      'This number pattern cannot be used: it needs {yyyy} or {yy}, and {n:6}, once each, with letters, digits or / . - _ around them, and 30 characters at most.',
    'invoicing.patternsAlike':
      'Two patterns would write the same numbers: invoices, credit notes and deposits have one each.',
    'invoicing.fiscalYearBegun':
      'Invoices are already numbered in this fiscal year: its first month cannot change like this any more. Change it once the year is over.',
  },
}
