import { accountsRefusals } from '../domain/accounts/labels.ts'
import { accountsConstraints } from '../domain/accounts/tables.ts'
import { booksRefusals } from '../domain/books/labels.ts'
import { booksConstraints } from '../domain/books/tables.ts'
import { catalogTaxRefusals } from '../domain/catalog/labels/tax.ts'
import { catalogRefusals } from '../domain/catalog/labels.ts'
import { catalogConstraints } from '../domain/catalog/tables.ts'
import { contractChangesRefusals } from '../domain/contracts/labels/refusals.ts'
import { contractsRefusals } from '../domain/contracts/labels.ts'
import { contractSettingsConstraints } from '../domain/contracts/tables/settings.ts'
import { contractsConstraints } from '../domain/contracts/tables.ts'
import { debitsRefusals } from '../domain/debits/labels.ts'
import { debitsConstraints } from '../domain/debits/tables.ts'
import { printoutRefusals } from '../domain/dispatch/labels/printouts.ts'
import { fileRefusals } from '../domain/dispatch/labels/profiles.ts'
import { dispatchRefusals } from '../domain/dispatch/labels.ts'
import { dispatchConstraints } from '../domain/dispatch/tables.ts'
import { catalogueRefusals } from '../domain/exchange/labels/catalogues.ts'
import { decisionRefusals } from '../domain/exchange/labels/collected.ts'
import { mailboxRefusals } from '../domain/exchange/labels/mailboxes.ts'
import { exchangeRefusals } from '../domain/exchange/labels.ts'
import { mailboxConstraints } from '../domain/exchange/tables/collected.ts'
import { exchangeConstraints } from '../domain/exchange/tables.ts'
import { importsRefusals } from '../domain/imports/labels.ts'
import { importsConstraints } from '../domain/imports/tables.ts'
import { documentRefusals } from '../domain/invoicing/labels/documents.ts'
import { mailRefusals } from '../domain/invoicing/labels/mail.ts'
import { paperRefusals } from '../domain/invoicing/labels/mentions.ts'
import { ratesRefusals } from '../domain/invoicing/labels/rates.ts'
import { sellerRefusals } from '../domain/invoicing/labels/seller.ts'
import { settleRefusals } from '../domain/invoicing/labels/settle.ts'
import { taxRefusals } from '../domain/invoicing/labels/tax.ts'
import { invoicingRefusals } from '../domain/invoicing/labels.ts'
import { invoicingConstraints } from '../domain/invoicing/tables.ts'
import { journalRefusals } from '../domain/journal/labels/refusals.ts'
import { workRefusals } from '../domain/long-work/labels.ts'
import { messagingRefusals } from '../domain/messaging/labels.ts'
import { messagingConstraints } from '../domain/messaging/tables.ts'
import { ordersRefusals } from '../domain/orders/labels.ts'
import { orderSettingsConstraints } from '../domain/orders/tables/settings.ts'
import { ordersConstraints } from '../domain/orders/tables.ts'
import { businessRefusals } from '../domain/parties/labels/business.ts'
import { partiesRefusals } from '../domain/parties/labels.ts'
import { partiesConstraints } from '../domain/parties/tables.ts'
import { reminderRefusals } from '../domain/payments/labels/reminders.ts'
import { statementRefusals } from '../domain/payments/labels/statements.ts'
import { paymentsRefusals } from '../domain/payments/labels.ts'
import { bankConstraints } from '../domain/payments/tables/bank.ts'
import { remindersConstraints } from '../domain/payments/tables/reminders.ts'
import { paymentsConstraints } from '../domain/payments/tables.ts'
import { renewalsRefusals } from '../domain/renewals/labels.ts'
import { renewalsConstraints } from '../domain/renewals/tables.ts'
import { retentionRefusals } from '../domain/retention/labels.ts'
import { returnsRefusals } from '../domain/returns/labels.ts'
import { returnsConstraints } from '../domain/returns/tables.ts'
import { shopDoubtRefusals } from '../domain/shops/labels/doubts.ts'
import { failureRefusals } from '../domain/shops/labels/failures.ts'
import { shopProductRefusals } from '../domain/shops/labels/products.ts'
import { shopRefundRefusals } from '../domain/shops/labels/refunds.ts'
import { shopsRefusals } from '../domain/shops/labels.ts'
import { shopsConstraints } from '../domain/shops/tables.ts'
import { byHandRefusals } from '../domain/subscriptions/labels/by-hand.ts'
import { ledgerRefusals } from '../domain/subscriptions/labels/holds.ts'
import { latestIssueRefusals } from '../domain/subscriptions/labels/latest-issue.ts'
import { manyHoldsRefusals } from '../domain/subscriptions/labels/many-holds.ts'
import { subscriptionsRefusals } from '../domain/subscriptions/labels.ts'
import { subscriptionsConstraints } from '../domain/subscriptions/tables.ts'
import { workshopRefusals } from '../domain/tracking/labels/refusals.ts'
import { trackingRefusals } from '../domain/tracking/labels.ts'
import { trackingConstraints } from '../domain/tracking/tables.ts'
import { requestRefusals } from '../platform/http/labels.ts'
import type { RefusalTexts, Say } from '../platform/http/refusal.ts'
import type { Language } from '../values/labels.ts'

const slices: Record<Language, RefusalTexts>[] = [
  requestRefusals,
  accountsRefusals,
  partiesRefusals,
  businessRefusals,
  catalogRefusals,
  catalogTaxRefusals,
  messagingRefusals,
  journalRefusals,
  workRefusals,
  invoicingRefusals,
  documentRefusals,
  ratesRefusals,
  paperRefusals,
  settleRefusals,
  paymentsRefusals,
  statementRefusals,
  mailRefusals,
  reminderRefusals,
  debitsRefusals,
  sellerRefusals,
  taxRefusals,
  subscriptionsRefusals,
  byHandRefusals,
  latestIssueRefusals,
  manyHoldsRefusals,
  ledgerRefusals,
  renewalsRefusals,
  contractsRefusals,
  contractChangesRefusals,
  dispatchRefusals,
  returnsRefusals,
  printoutRefusals,
  fileRefusals,
  ordersRefusals,
  trackingRefusals,
  workshopRefusals,
  catalogueRefusals,
  mailboxRefusals,
  exchangeRefusals,
  decisionRefusals,
  booksRefusals,
  shopsRefusals,
  failureRefusals,
  shopProductRefusals,
  shopDoubtRefusals,
  shopRefundRefusals,
  importsRefusals,
  retentionRefusals,
]

/** Every refusal in words, by code. */
export const refusalTexts: Record<Language, RefusalTexts> = {
  fr: Object.assign({}, ...slices.map(slice => slice.fr)),
  en: Object.assign({}, ...slices.map(slice => slice.en)),
}

/** The sentence of a refusal; a code nobody gave words to says itself, and a test forbids it. */
export const say: Say = (language, code, values) => {
  const text = refusalTexts[language][code]
  return typeof text === 'function' ? text(values) : (text ?? code)
}

/** What each constraint of the database means to a user. */
export const constraints: Record<string, { code: string; field?: string }> = {
  ...accountsConstraints,
  ...partiesConstraints,
  ...catalogConstraints,
  ...messagingConstraints,
  ...invoicingConstraints,
  ...ordersConstraints,
  ...orderSettingsConstraints,
  ...trackingConstraints,
  ...paymentsConstraints,
  ...bankConstraints,
  ...remindersConstraints,
  ...debitsConstraints,
  ...subscriptionsConstraints,
  ...returnsConstraints,
  ...dispatchConstraints,
  ...renewalsConstraints,
  ...contractsConstraints,
  ...contractSettingsConstraints,
  ...booksConstraints,
  ...exchangeConstraints,
  ...shopsConstraints,
  ...mailboxConstraints,
  ...importsConstraints,
}
