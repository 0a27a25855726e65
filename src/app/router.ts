import { accountsOperations } from '../domain/accounts/operations.ts'
import {
  accountsOperations as bookAccountsOperations,
  rulesOperations as bookRulesOperations,
} from '../domain/books/operations/chart.ts'
import { withoutRateOperations } from '../domain/books/operations/without-rate.ts'
import { booksOperations } from '../domain/books/operations.ts'
import { catalogOperations } from '../domain/catalog/operations.ts'
import { contractsOperations } from '../domain/contracts/operations/contracts.ts'
import { contractForecastOperations, contractSettingsOperations } from '../domain/contracts/operations/forecast.ts'
import { contractNoticesOperations } from '../domain/contracts/operations/notices.ts'
import { contractPricesOperations } from '../domain/contracts/operations/prices.ts'
import { contractTermsOperations } from '../domain/contracts/operations/terms.ts'
import {
  debitBatchesOperations,
  debitCandidatesOperations,
  debitNoticesOperations,
  debitsOperations,
} from '../domain/debits/operations/batches.ts'
import { debitSettingsOperations, mandatesOperations } from '../domain/debits/operations/mandates.ts'
import { debitReturnFilesOperations, debitReturnsOperations } from '../domain/debits/operations/returns.ts'
import { filesOperations } from '../domain/dispatch/operations/files.ts'
import { leftOutOperations } from '../domain/dispatch/operations/left-out.ts'
import { missedOperations } from '../domain/dispatch/operations/missed.ts'
import { postalOperations } from '../domain/dispatch/operations/postal.ts'
import { profilesOperations } from '../domain/dispatch/operations/profiles.ts'
import { runLifeOperations } from '../domain/dispatch/operations/run-life.ts'
import { watchOperations } from '../domain/dispatch/operations/watch.ts'
import { dispatchOperations, runsOperations, shipmentsOperations } from '../domain/dispatch/operations.ts'
import {
  partnerCatalogueLinesOperations,
  partnerCataloguesOperations,
  sentCataloguesOperations,
} from '../domain/exchange/operations/catalogues.ts'
import { collectedOperations } from '../domain/exchange/operations/collected.ts'
import { mailboxesOperations } from '../domain/exchange/operations/mailboxes.ts'
import { receivedOrdersOperations } from '../domain/exchange/operations/received.ts'
import { sentOrdersOperations } from '../domain/exchange/operations/sent.ts'
import { exchangeSettingsOperations, partnersOperations } from '../domain/exchange/operations.ts'
import { importsOperations } from '../domain/imports/operations.ts'
import { figuresOperations } from '../domain/invoicing/operations/figures.ts'
import { documentMailsOperations } from '../domain/invoicing/operations/mail.ts'
import { paperOperations } from '../domain/invoicing/operations/paper.ts'
import { ratesOperations } from '../domain/invoicing/operations/rates.ts'
import { invoicingSettingsOperations, sellerOperations } from '../domain/invoicing/operations/seller.ts'
import { invoicingOperations } from '../domain/invoicing/operations.ts'
import { journalClosingsOperations, journalOperations } from '../domain/journal/operations.ts'
import { workOperations } from '../domain/long-work/operations.ts'
import { messagingOperations } from '../domain/messaging/operations.ts'
import { deliveriesOperations } from '../domain/orders/operations/deliveries.ts'
import { deliveryMailsOperations, orderMailsOperations } from '../domain/orders/operations/mails.ts'
import {
  orderNaturesOperations,
  orderSettingsOperations,
  orderStatusesOperations,
  resourcesOperations,
} from '../domain/orders/operations/settings.ts'
import { ordersOperations } from '../domain/orders/operations.ts'
import { addressesOperations } from '../domain/parties/operations/addresses.ts'
import { agenciesOperations } from '../domain/parties/operations/agencies.ts'
import { duplicatesOperations } from '../domain/parties/operations/duplicates.ts'
import { lettersOperations } from '../domain/parties/operations/letters.ts'
import { partiesOperations } from '../domain/parties/operations.ts'
import {
  accountStatementsOperations,
  balancesOperations,
  bankAccountsOperations,
  cashInOperations,
  chequeDepositsOperations,
} from '../domain/payments/operations/money.ts'
import { receivedOperations } from '../domain/payments/operations/received.ts'
import { reminderPausesOperations, remindersOperations } from '../domain/payments/operations/reminders.ts'
import { movementsOperations, statementsOperations } from '../domain/payments/operations/statements.ts'
import { paymentsOperations } from '../domain/payments/operations.ts'
import { renewalsOperations } from '../domain/renewals/operations.ts'
import { retentionOperations } from '../domain/retention/operations.ts'
import {
  replacementsOperations,
  returnedMailOperations,
  returnsSettingsOperations,
} from '../domain/returns/operations.ts'
import { shopDoubtsOperations } from '../domain/shops/operations/doubts.ts'
import { shopProductsOperations } from '../domain/shops/operations/products.ts'
import {
  shopOrdersOperations,
  shopPaymentMethodsOperations,
  shopRecordsOperations,
  shopStatusesOperations,
} from '../domain/shops/operations/records.ts'
import {
  answerOrderOperations,
  reconciliationOperations,
  shopRefundsOperations,
} from '../domain/shops/operations/refunds.ts'
import { shopSubscriptionsOperations } from '../domain/shops/operations/subscriptions.ts'
import { syncOperations, takeAgainOperations } from '../domain/shops/operations/sync.ts'
import { retryOperations, takeOperations } from '../domain/shops/operations/take.ts'
import { takeFileOperations } from '../domain/shops/operations/take-file.ts'
import { shopsOperations } from '../domain/shops/operations.ts'
import { adjustmentsOperations, holdsOperations } from '../domain/subscriptions/operations/holds.ts'
import { stockOperations } from '../domain/subscriptions/operations/stock.ts'
import {
  freeServicesOperations,
  singleIssuesOperations,
  subscriptionsOperations,
} from '../domain/subscriptions/operations.ts'
import { boardOperations } from '../domain/tracking/operations/board.ts'
import { trackFiguresOperations } from '../domain/tracking/operations/figures.ts'
import { stageMailsOperations, trackMailsOperations } from '../domain/tracking/operations/mails.ts'
import { operatorStagesOperations, trackingSettingsOperations } from '../domain/tracking/operations/settings.ts'
import { stagesOperations } from '../domain/tracking/operations/stages.ts'
import { trackingOperations } from '../domain/tracking/operations.ts'
import { journalSources } from './sealed-facts.ts'
import { say } from './texts.ts'

/** The operations behind `contract`, name for name. */
export const router = {
  ...accountsOperations,
  agencies: agenciesOperations,
  parties: partiesOperations,
  addresses: addressesOperations,
  letters: lettersOperations,
  partyDuplicates: duplicatesOperations,
  ...catalogOperations,
  ...messagingOperations,
  work: workOperations,
  journal: journalOperations(journalSources),
  journalClosings: journalClosingsOperations,
  invoices: { ...invoicingOperations, ...paperOperations },
  seller: sellerOperations,
  invoicingSettings: invoicingSettingsOperations,
  salesFigures: figuresOperations,
  currencyRates: ratesOperations,
  withoutRate: withoutRateOperations,
  moneyReceived: receivedOperations,
  payments: { ...paymentsOperations, ...cashInOperations },
  bankAccounts: bankAccountsOperations,
  chequeDeposits: chequeDepositsOperations,
  balances: balancesOperations,
  accountStatements: accountStatementsOperations,
  documentMails: documentMailsOperations,
  bankStatements: statementsOperations,
  bankMovements: movementsOperations,
  reminders: remindersOperations,
  reminderPauses: reminderPausesOperations,
  debitSettings: debitSettingsOperations,
  mandates: mandatesOperations,
  debitCandidates: debitCandidatesOperations,
  debitNotices: debitNoticesOperations,
  debitBatches: debitBatchesOperations,
  debits: debitsOperations,
  debitReturns: debitReturnsOperations,
  debitReturnFiles: debitReturnFilesOperations,
  subscriptions: subscriptionsOperations,
  holds: holdsOperations,
  adjustments: adjustmentsOperations,
  singleIssues: singleIssuesOperations,
  freeServices: freeServicesOperations,
  stock: stockOperations,
  renewals: renewalsOperations,
  contracts: contractsOperations,
  contractTerms: contractTermsOperations(say),
  contractSettings: contractSettingsOperations,
  contractForecast: contractForecastOperations,
  contractNotices: contractNoticesOperations,
  contractPriceChanges: contractPricesOperations,
  dispatch: { ...dispatchOperations, ...leftOutOperations, ...watchOperations },
  missedCopies: missedOperations,
  runs: { ...runsOperations, ...runLifeOperations },
  returnedMail: returnedMailOperations,
  returnsSettings: returnsSettingsOperations,
  replacements: replacementsOperations,
  shipments: shipmentsOperations,
  mailingProfiles: profilesOperations,
  mailingFiles: filesOperations,
  postalFaults: postalOperations,
  orders: { ...ordersOperations, ...orderMailsOperations },
  deliveries: { ...deliveriesOperations, ...deliveryMailsOperations },
  orderStatuses: orderStatusesOperations,
  orderNatures: orderNaturesOperations,
  resources: resourcesOperations,
  orderSettings: orderSettingsOperations,
  exchangeSettings: exchangeSettingsOperations,
  partners: partnersOperations,
  sentOrders: sentOrdersOperations,
  receivedOrders: receivedOrdersOperations,
  mailboxes: mailboxesOperations,
  collectedDocuments: collectedOperations,
  sentCatalogues: sentCataloguesOperations,
  partnerCatalogues: partnerCataloguesOperations,
  partnerCatalogueLines: partnerCatalogueLinesOperations,
  tracking: { ...trackingOperations, ...trackMailsOperations, ...boardOperations, ...trackFiguresOperations },
  stages: stagesOperations,
  stageMails: stageMailsOperations,
  trackingSettings: trackingSettingsOperations,
  operatorStages: operatorStagesOperations,
  books: booksOperations,
  bookAccounts: bookAccountsOperations,
  bookRules: bookRulesOperations,
  shops: {
    ...shopsOperations,
    ...shopRecordsOperations(say),
    ...takeOperations(say),
    ...takeFileOperations(say),
    ...syncOperations(say),
    ...reconciliationOperations(say),
  },
  shopOrders: {
    ...shopOrdersOperations(say),
    ...retryOperations(say),
    ...takeAgainOperations,
    ...answerOrderOperations,
  },
  shopProducts: shopProductsOperations,
  shopDoubts: shopDoubtsOperations,
  shopRefunds: shopRefundsOperations,
  shopSubscriptions: shopSubscriptionsOperations,
  shopStatuses: shopStatusesOperations,
  shopPaymentMethods: shopPaymentMethodsOperations,
  imports: importsOperations,
  retention: retentionOperations,
}
