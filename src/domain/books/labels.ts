import type { RefusalTexts } from '../../platform/http/refusal.ts'
import { type Language, labels } from '../../values/labels.ts'

export const booksLabels = labels(
  {
    journals: {
      VE: 'Ventes',
      BQ: 'Banque',
      CA: 'Caisse',
      OD: 'Opérations diverses',
      AN: 'À nouveaux',
    },
    purposes: {
      sales: 'Ventes',
      charges: 'Port et frais facturés',
      vat: 'TVA collectée',
      customers: 'Clients',
      deposits: 'Acomptes reçus',
      deferred: 'Produits constatés d’avance',
      bank: 'Virements',
      cash: 'Espèces',
      cheques: 'Chèques à encaisser',
      card: 'Cartes à encaisser',
      'direct-debit': 'Prélèvements à encaisser',
      rounding: 'Arrondis, produits',
      'rounding-loss': 'Arrondis, charges',
      'exchange-gain': 'Gains de change',
      'exchange-loss': 'Pertes de change',
      'bank-charges': 'Frais bancaires',
    },
    columns: {
      year: 'Exercice',
      number: 'N°',
      line: 'Ligne',
      journal: 'Journal',
      bookedOn: 'Date',
      accountCode: 'Compte',
      accountLabel: 'Intitulé',
      auxCode: 'N° client',
      auxLabel: 'Client',
      piece: 'Pièce',
      label: 'Libellé',
      debitCents: 'Débit',
      creditCents: 'Crédit',
      letter: 'Lettre',
      validatedOn: 'Validée le',
    },
    faults: {
      siren: 'La société n’a pas de SIREN à neuf chiffres\u00a0: complétez l’identité du vendeur.',
      empty: 'Aucune écriture dans cet exercice.',
      unbalanced: 'Des écritures ne sont pas équilibrées',
      gaps: 'Des numéros d’écriture manquent',
      outside: 'Des lignes portent une date hors de l’exercice',
      backwards: 'Des écritures ont été validées avant une écriture de numéro inférieur',
      form: 'Des lignes ont un compte, une pièce ou un libellé mal formé',
      missing: 'Des pièces de l’exercice ne sont pas encore passées en comptabilité',
    },
  },
  {
    journals: { VE: 'Sales', BQ: 'Bank', CA: 'Till', OD: 'Miscellaneous', AN: 'Opening' },
    purposes: {
      sales: 'Sales',
      charges: 'Carriage invoiced',
      vat: 'VAT collected',
      customers: 'Customers',
      deposits: 'Deposits received',
      deferred: 'Deferred income',
      bank: 'Transfers',
      cash: 'Cash',
      cheques: 'Cheques to be banked',
      card: 'Cards to be settled',
      'direct-debit': 'Direct debits to be settled',
      rounding: 'Rounding, gains',
      'rounding-loss': 'Rounding, losses',
      'exchange-gain': 'Exchange gains',
      'exchange-loss': 'Exchange losses',
      'bank-charges': 'Bank charges',
    },
    columns: {
      year: 'Fiscal year',
      number: 'No.',
      line: 'Line',
      journal: 'Journal',
      bookedOn: 'Date',
      accountCode: 'Account',
      accountLabel: 'Name',
      auxCode: 'Customer no.',
      auxLabel: 'Customer',
      piece: 'Document',
      label: 'Text',
      debitCents: 'Debit',
      creditCents: 'Credit',
      letter: 'Letter',
      validatedOn: 'Validated on',
    },
    faults: {
      siren: 'The company has no SIREN of nine digits: complete the identity of the seller.',
      empty: 'No entry in this fiscal year.',
      unbalanced: 'Entries do not balance',
      gaps: 'Numbers of entries are missing',
      outside: 'Lines are dated outside the fiscal year',
      backwards: 'Entries were validated before one with a smaller number',
      form: 'Lines have an account, a document or a text of the wrong form',
      missing: 'Documents of the year are not in the books yet',
    },
  },
)

/** What is wrong, how often and where first. */
const faultOf = (language: Language, values: Record<string, string | number>) => {
  const { fault, count, example } = values as {
    fault: keyof typeof booksLabels.fr.faults
    count: number
    example: string
  }
  const said = booksLabels[language].faults[fault]
  if (fault === 'siren' || fault === 'empty') return said
  return language === 'fr'
    ? `${said} (${count}, la première\u00a0: ${example}).`
    : `${said} (${count}, the first: ${example}).`
}

export const booksRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'books.unbalanced': ({ piece }) =>
      `L’écriture de ${piece} ne serait pas équilibrée\u00a0: vérifiez les lignes et les totaux de la pièce.`,
    'books.accountCodeTaken': 'Ce compte existe déjà.',
    'books.ruleTaken': 'Une règle existe déjà pour ce cas\u00a0: changez son compte.',
    'books.unknownAccount': ({ code }) => `Le compte ${code} n’est pas au plan comptable\u00a0: ajoutez-le d’abord.`,
    'books.accountNamed': ({ code }) => `Une règle écrit sur le compte ${code}\u00a0: changez d’abord cette règle.`,
    'books.ruleNeeded': 'Cette règle prend tout ce qu’aucune autre ne prend\u00a0: changez son compte plutôt.',
    'books.fecNotReady': values => `Le FEC de ${values.year} ne peut pas sortir\u00a0: ${faultOf('fr', values)}`,
    'books.alreadyDeferred': ({ on }) => `Les produits constatés d’avance au ${on} sont déjà écrits.`,
    'books.nothingDeferred': 'Rien n’est à constater d’avance à cette date.',
    'books.notYet': 'Ce jour n’est pas encore arrivé\u00a0: les écritures s’arrêtent à aujourd’hui.',
  },
  en: {
    'books.unbalanced': ({ piece }) =>
      `The entry of ${piece} would not balance: check the lines and totals of the document.`,
    'books.accountCodeTaken': 'This account exists already.',
    'books.ruleTaken': 'There is a rule for this case already: change its account.',
    'books.unknownAccount': ({ code }) => `Account ${code} is not in the chart: add it first.`,
    'books.accountNamed': ({ code }) => `A rule writes to account ${code}: change that rule first.`,
    'books.ruleNeeded': 'This rule takes whatever no other takes: change its account instead.',
    'books.fecNotReady': values => `The FEC of ${values.year} cannot leave: ${faultOf('en', values)}`,
    'books.alreadyDeferred': ({ on }) => `Deferred income on ${on} is written already.`,
    'books.nothingDeferred': 'Nothing is to be deferred on this day.',
    'books.notYet': 'This day has not come yet: entries stop at today.',
  },
}
