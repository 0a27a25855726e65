import { CONTRACT_NOTICE, contractNoticeStillWanted } from '../domain/contracts/actions/send-notices.ts'
import { NOTICE_PURPOSE as DEBIT_NOTICE, debitNoticeStillWanted } from '../domain/debits/actions/notices.ts'
import type { LastChecks } from '../domain/messaging/actions.ts'
import { REMINDER_PURPOSE, reminderStillWanted } from '../domain/payments/actions/remind.ts'
import { noticeStillWanted } from '../domain/renewals/actions/last-check.ts'
import { NOTICE_PURPOSE } from '../domain/renewals/actions/send.ts'

/** What is asked once more of a message about to leave, by its purpose. */
export const lastChecks: LastChecks = {
  [NOTICE_PURPOSE]: noticeStillWanted,
  [CONTRACT_NOTICE]: contractNoticeStillWanted,
  [DEBIT_NOTICE]: debitNoticeStillWanted,
  [REMINDER_PURPOSE]: reminderStillWanted,
}
