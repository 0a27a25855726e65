import { invoiceTermsWork } from '../domain/contracts/actions/work.ts'
import { collectWork, handOverWork, tellWork } from '../domain/debits/jobs.ts'
import { dispatchWork } from '../domain/dispatch/jobs.ts'
import { collectMailboxWork } from '../domain/exchange/actions/collecting.ts'
import { bringInWork, readWork, undoWork } from '../domain/imports/jobs.ts'
import { mailWork } from '../domain/invoicing/actions/mail.ts'
import { issueWork } from '../domain/invoicing/jobs.ts'
import { verifyWork } from '../domain/journal/jobs.ts'
import { duplicatesWork } from '../domain/parties/jobs.ts'
import { reminderWork } from '../domain/payments/jobs.ts'
import { noticeWork } from '../domain/renewals/jobs.ts'
import { eraseWork } from '../domain/retention/jobs.ts'
import { identifyWork } from '../domain/shops/actions/identify-sold.ts'
import { loadWork } from '../domain/shops/actions/load.ts'
import { holdWork, liftWork } from '../domain/subscriptions/jobs.ts'
import { journalSources } from './sealed-facts.ts'

/** Every kind of long work a person can start. */
export const workKinds = [
  issueWork,
  invoiceTermsWork,
  dispatchWork,
  noticeWork,
  reminderWork,
  collectWork,
  handOverWork,
  tellWork,
  mailWork,
  holdWork,
  liftWork,
  identifyWork,
  loadWork,
  collectMailboxWork,
  readWork,
  bringInWork,
  undoWork,
  duplicatesWork,
  eraseWork,
  verifyWork(journalSources),
]
