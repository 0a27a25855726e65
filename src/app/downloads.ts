import { fecDownload } from '../domain/books/downloads.ts'
import { contractLettersDownload } from '../domain/contracts/downloads.ts'
import {
  debitFileDownload,
  mandatePaperDownload,
  mandateProofDownload,
  noticeLettersDownload,
} from '../domain/debits/downloads.ts'
import { deliverySlipsDownload, shipmentLabelsDownload } from '../domain/dispatch/downloads/printouts.ts'
import {
  fileAgainDownload,
  mailingFileDownload,
  manifestDownload,
  profiledFileDownload,
} from '../domain/dispatch/downloads.ts'
import { collectedMailDownload, invitationDownload, sentCatalogueDownload } from '../domain/exchange/downloads.ts'
import { refusedLinesDownload, templateDownload } from '../domain/imports/downloads.ts'
import { invoiceCiiDownload, invoicePdfDownload, invoicePdfsDownload } from '../domain/invoicing/downloads.ts'
import { archiveDownload } from '../domain/journal/downloads.ts'
import { deliveryPdfDownload, jobSheetsDownload, orderPdfDownload } from '../domain/orders/downloads.ts'
import { letterSampleDownload, partyLabelsDownload, partyLettersDownload } from '../domain/parties/downloads.ts'
import { reminderLettersDownload } from '../domain/payments/downloads/reminder-letters.ts'
import { accountStatementDownload, depositSlipDownload } from '../domain/payments/downloads.ts'
import { callsDownload, lettersDownload, ratesDownload } from '../domain/renewals/downloads.ts'
import {
  expiringLabelsDownload,
  expiringLettersDownload,
  subscriptionLettersDownload,
} from '../domain/subscriptions/downloads.ts'
import type { Download } from '../platform/http/download.ts'
import { listDownload } from '../platform/http/list-download.ts'
import { lists } from './lists.ts'
import { journalSources } from './sealed-facts.ts'

/** Every file that can be downloaded: the lists, then what slices make. */
export const downloads: readonly Download<never>[] = [
  ...lists.map(listDownload),
  invoicePdfDownload,
  invoiceCiiDownload,
  invoicePdfsDownload,
  mailingFileDownload,
  profiledFileDownload,
  fileAgainDownload,
  manifestDownload,
  partyLabelsDownload,
  partyLettersDownload,
  letterSampleDownload,
  shipmentLabelsDownload,
  deliverySlipsDownload,
  subscriptionLettersDownload,
  expiringLabelsDownload,
  expiringLettersDownload,
  lettersDownload,
  reminderLettersDownload,
  callsDownload,
  ratesDownload,
  depositSlipDownload,
  debitFileDownload,
  mandatePaperDownload,
  mandateProofDownload,
  noticeLettersDownload,
  contractLettersDownload,
  orderPdfDownload,
  deliveryPdfDownload,
  jobSheetsDownload,
  collectedMailDownload,
  invitationDownload,
  sentCatalogueDownload,
  accountStatementDownload,
  refusedLinesDownload,
  templateDownload,
  archiveDownload(journalSources.papers),
  fecDownload,
] as unknown as Download<never>[]
