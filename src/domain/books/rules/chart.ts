import type { TaxClass } from '../../catalog/rules/tax.ts'
import type { Territory } from '../../invoicing/rules/document.ts'

/** Sales, bank, till, miscellaneous, and what a year opens with. */
export const JOURNALS = ['VE', 'BQ', 'CA', 'OD', 'AN'] as const
export type JournalCode = (typeof JOURNALS)[number]

/** As the FEC names them (JournalLib). */
export const JOURNAL_LABELS: Record<JournalCode, string> = {
  VE: 'Ventes',
  BQ: 'Banque',
  CA: 'Caisse',
  OD: 'Opérations diverses',
  AN: 'À nouveaux',
}

/** What a line of the books is for; a rule says its account. */
export const PURPOSES = [
  'sales',
  'charges',
  'vat',
  'customers',
  'deposits',
  'deferred',
  'bank',
  'cash',
  'cheques',
  'card',
  'direct-debit',
  'rounding',
  'rounding-loss',
  'exchange-gain',
  'exchange-loss',
  'bank-charges',
] as const
export type Purpose = (typeof PURPOSES)[number]

export type Account = { code: string; label: string }
export type Rule = {
  purpose: Purpose
  accountCode: string
  taxClass?: TaxClass | null
  territory?: Territory | null
  vatRateBps?: number | null
  productId?: string | null
}

/** Three digits, then digits or capitals; without its zeros on the right it is an account of the general chart. */
export const ACCOUNT_CODE = /^[1-8][0-9A-Z]{2,11}$/

/** Accounts that a French publisher begins with. Source: plan comptable général. */
export const DEFAULT_ACCOUNTS: readonly Account[] = [
  { code: '411000', label: 'Clients' },
  { code: '419100', label: 'Clients, avances et acomptes reçus' },
  { code: '445710', label: 'TVA collectée' },
  { code: '445711', label: 'TVA collectée à 20 %' },
  { code: '445712', label: 'TVA collectée à 10 %' },
  { code: '445713', label: 'TVA collectée à 5,5 %' },
  { code: '445714', label: 'TVA collectée à 2,10 %' },
  { code: '445715', label: 'TVA collectée à 8,5 %' },
  { code: '445716', label: 'TVA collectée à 1,05 %' },
  { code: '445717', label: 'TVA collectée à 0,90 %' },
  { code: '487000', label: 'Produits constatés d’avance' },
  { code: '511200', label: 'Chèques à encaisser' },
  { code: '511300', label: 'Prélèvements à encaisser' },
  { code: '511500', label: 'Cartes bancaires à encaisser' },
  { code: '512000', label: 'Banque' },
  { code: '530000', label: 'Caisse' },
  { code: '627000', label: 'Services bancaires et assimilés' },
  { code: '658000', label: 'Différences de règlement et d’arrondi, charges' },
  { code: '666000', label: 'Pertes de change' },
  { code: '701000', label: 'Ventes de produits finis' },
  { code: '701100', label: 'Ventes de presse' },
  { code: '701200', label: 'Ventes de livres' },
  { code: '701700', label: 'Ventes intracommunautaires' },
  { code: '701800', label: 'Ventes à l’exportation' },
  { code: '706000', label: 'Prestations de services' },
  { code: '708000', label: 'Produits des activités annexes' },
  { code: '708500', label: 'Ports et frais accessoires facturés' },
  { code: '758000', label: 'Différences de règlement et d’arrondi, produits' },
  { code: '766000', label: 'Gains de change' },
]

/** Where each thing is written until somebody says otherwise; one rule a purpose takes whatever no other takes. */
export const DEFAULT_RULES: readonly Rule[] = [
  { purpose: 'customers', accountCode: '411000' },
  { purpose: 'deposits', accountCode: '419100' },
  { purpose: 'deferred', accountCode: '487000' },
  { purpose: 'charges', accountCode: '708500' },
  { purpose: 'bank', accountCode: '512000' },
  { purpose: 'cash', accountCode: '530000' },
  { purpose: 'cheques', accountCode: '511200' },
  { purpose: 'direct-debit', accountCode: '511300' },
  { purpose: 'card', accountCode: '511500' },
  { purpose: 'rounding', accountCode: '758000' },
  { purpose: 'rounding-loss', accountCode: '658000' },
  { purpose: 'exchange-gain', accountCode: '766000' },
  { purpose: 'exchange-loss', accountCode: '666000' },
  { purpose: 'bank-charges', accountCode: '627000' },
  { purpose: 'sales', accountCode: '701000' },
  { purpose: 'sales', vatRateBps: 210, accountCode: '701100' },
  { purpose: 'sales', vatRateBps: 550, accountCode: '701200' },
  { purpose: 'sales', vatRateBps: 1000, accountCode: '706000' },
  { purpose: 'sales', taxClass: 'press', accountCode: '701100' },
  { purpose: 'sales', taxClass: 'reduced', accountCode: '701200' },
  { purpose: 'sales', taxClass: 'intermediate', accountCode: '706000' },
  { purpose: 'sales', taxClass: 'none', accountCode: '708000' },
  { purpose: 'sales', territory: 'eu-business', accountCode: '701700' },
  { purpose: 'sales', territory: 'outside', accountCode: '701800' },
  { purpose: 'vat', accountCode: '445710' },
  { purpose: 'vat', vatRateBps: 2000, accountCode: '445711' },
  { purpose: 'vat', vatRateBps: 1000, accountCode: '445712' },
  { purpose: 'vat', vatRateBps: 550, accountCode: '445713' },
  { purpose: 'vat', vatRateBps: 210, accountCode: '445714' },
  { purpose: 'vat', vatRateBps: 850, accountCode: '445715' },
  { purpose: 'vat', vatRateBps: 105, accountCode: '445716' },
  { purpose: 'vat', vatRateBps: 90, accountCode: '445717' },
]

/** The account of a purpose that no rule names any more: nothing stays unwritten. */
export const fallbackOf = (purpose: Purpose): string =>
  DEFAULT_RULES.find(rule => rule.purpose === purpose && isGeneral(rule))!.accountCode

export const isGeneral = ({ taxClass, territory, vatRateBps, productId }: Rule): boolean =>
  [taxClass, territory, vatRateBps, productId].every(said => said === undefined || said === null)

/** `1` is A, `26` Z, `27` AA: what lines of the books that cancel each other out are marked with. */
export function letterOf(number: number): string {
  let letters = ''
  for (let left = number; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return letters
}
