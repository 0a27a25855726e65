import { useQuery } from '@tanstack/react-query'
import { VatDue } from '../../domain/books/pages/vat-due.part.tsx'
import { TermsWaiting } from '../../domain/contracts/pages/attention.part.tsx'
import { DebitsWaiting } from '../../domain/debits/pages/attention.part.tsx'
import { ShipmentsToSend } from '../../domain/dispatch/pages/attention.part.tsx'
import { ExchangesWaiting } from '../../domain/exchange/pages/attention.part.tsx'
import { DraftsWaiting } from '../../domain/invoicing/pages/drafts-waiting.part.tsx'
import { Overdue } from '../../domain/invoicing/pages/overdue.part.tsx'
import { Revenue } from '../../domain/invoicing/pages/revenue.part.tsx'
import { messagingContract } from '../../domain/messaging/contract.ts'
import { Received } from '../../domain/payments/pages/received.part.tsx'
import { ShopsWaiting } from '../../domain/shops/pages/shops-failing.part.tsx'
import { expiringContract } from '../../domain/subscriptions/contract/expiring.ts'
import { singleIssuesContract } from '../../domain/subscriptions/contract.ts'
import { apiOf } from '../../platform/web/api.ts'
import { Attention, AttentionList } from '../../platform/web/attention.tsx'
import { Figures } from '../../platform/web/figures/figure.tsx'
import { useFormat } from '../../platform/web/format.ts'
import { useLabels } from '../../platform/web/language.ts'
import { ScreenHeading } from '../../platform/web/screen.tsx'
import { useMay, useSession } from '../../platform/web/session.tsx'
import { FirstSteps } from './first-steps.tsx'
import { appWords } from './words.ts'

const subscriptions = apiOf('subscriptions', expiringContract)
const singleIssues = apiOf('singleIssues', singleIssuesContract)
const messages = apiOf('messaging', messagingContract)
const SOON_DAYS = 15
const LATER_DAYS = 60

/** What needs attention today. */
export function HomePage() {
  const words = useLabels(appWords)
  const format = useFormat()
  const may = useMay()
  const { today, company } = useSession()
  return (
    <>
      <ScreenHeading
        title={words.todayTitle(format.weekday(today), format.day(today))}
        name={company?.name ?? words.home}
      />
      <FirstSteps />
      <AttentionList nothing={words.nothingWaits}>
        {may('dispatch.read') && <ShipmentsToSend />}
        {may('subscriptions.read') && <Expiring within={SOON_DAYS} tone="warning" />}
        {may('subscriptions.read') && <SingleIssuesToSend />}
        {may('subscriptions.read') && <Expiring within={LATER_DAYS} tone="coming" />}
        {may('invoicing.read') && <DraftsWaiting />}
        {may('contracts.read') && <TermsWaiting />}
        {may('debits.read') && <DebitsWaiting />}
        {may('messaging.read') && <FailedMessages />}
        {may('shops.read') && <ShopsWaiting />}
        {may('exchange.read') && <ExchangesWaiting />}
      </AttentionList>
      {may('invoicing.read') && (
        <Figures>
          <Revenue />
          <Overdue />
          {may('payments.read') && <Received />}
          {may('books.read') && <VatDue />}
        </Figures>
      )}
    </>
  )
}

function Expiring({ within, tone }: { within: number; tone: 'warning' | 'coming' }) {
  const words = useLabels(appWords)
  const { data } = useQuery(subscriptions.expiringCount.queryOptions({ input: { within } }))
  return (
    <Attention
      count={data?.count}
      tone={tone}
      text={count => words.expiring(count, within)}
      to="expiring"
      search={{ within: String(within) }}
      action={words.showExpiring}
    />
  )
}

function SingleIssuesToSend() {
  const words = useLabels(appWords)
  const { data } = useQuery(singleIssues.count.queryOptions({ input: { served: false } }))
  return (
    <Attention
      count={data?.count}
      tone="warning"
      text={words.singlesWaiting}
      to="recipients"
      search={{ kind: 'single-issue' }}
      action={words.showRecipients}
    />
  )
}

function FailedMessages() {
  const words = useLabels(appWords)
  const { data } = useQuery(messages.messages.count.queryOptions({ input: { state: 'failed' } }))
  return (
    <Attention
      count={data?.count}
      tone="bad"
      text={words.messagesFailed}
      to="messages"
      search={{ state: 'failed' }}
      action={words.showMessages}
    />
  )
}
