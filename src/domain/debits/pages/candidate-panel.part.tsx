import { Button, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { Facts, RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead, RecordPanel, RecordPart } from '../../../platform/web/record/record-panel.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { candidateWords } from '../labels/candidate-screens.ts'
import { debitsLabels } from '../labels/lists.ts'
import { reasonOf } from '../rules/reasons.ts'
import { hasDay, type Verdict } from '../rules/states.ts'
import { type Candidate, debitCandidates } from './debit-api.part.ts'
import { VerdictStatus } from './debit-status.part.tsx'
import { DebitsOf } from './debits-of.part.tsx'
import { NewMandate } from './mandate.form.tsx'
import { useMandateLookup } from './mandate-lookup.part.tsx'
import { SendNotices } from './send-notices.form.tsx'

/** An invoice to be collected: what it waits for, in words, and what to do about it. */
export function CandidatePanel({ id }: { id: string }) {
  const words = useLabels(candidateWords)
  const format = useFormat()
  const query = useQuery(debitCandidates.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))
  return (
    <RecordPanel query={query}>
      {candidate => (
        <>
          <RecordHead
            number={candidate.number}
            name={candidate.customer}
            status={<VerdictStatus of={candidate.verdict} />}
            actions={<NextStep of={candidate} />}
          />
          <Text size="sm">{words.why[candidate.verdict](format.day(candidate.collectOn))}</Text>
          <CandidateFacts of={candidate} />
          {candidate.verdict !== 'collecting' && <ChooseMandate of={candidate} />}
          <RecordPart title={words.attempts}>
            <DebitsOf query={{ invoiceId: id }} />
          </RecordPart>
        </>
      )}
    </RecordPanel>
  )
}

const WANT_A_MANDATE: readonly Verdict[] = ['no-mandate', 'used', 'lapsed', 'revoked']

/** The one command that brings it on, and the records it concerns. */
function NextStep({ of }: { of: Candidate }) {
  const words = useLabels(candidateWords)
  const may = useMay()
  const choose = useChoosing(of.id)
  const [asked, setAsked] = useState<'notice' | 'mandate' | null>(null)
  const { verdict, customerId } = of
  return (
    <>
      {may('debits.write') && verdict === 'to-notice' && (
        <Button onClick={() => setAsked('notice')}>{words.tellThis}</Button>
      )}
      {may('debits.write') && WANT_A_MANDATE.includes(verdict) && (
        <Button onClick={() => setAsked('mandate')}>{words.addMandate}</Button>
      )}
      {may('debits.write') && verdict === 'ready' && (
        <RecordButton to="debit-batches" search={{ open: 'new' }}>
          {words.prepareBatch}
        </RecordButton>
      )}
      {verdict === 'unsigned' && (
        <RecordButton to="mandates" search={{ open: of.mandateId! }}>
          {words.seeMandate}
        </RecordButton>
      )}
      {verdict === 'given-up' && (
        <RecordButton to="debit-returns" search={{ customerId }}>
          {words.seeReturns}
        </RecordButton>
      )}
      <RecordButton to={`invoices/${of.id}`}>{words.seeInvoice}</RecordButton>
      {asked === 'notice' && <SendNotices invoiceIds={[of.id]} onClose={() => setAsked(null)} />}
      <NewMandate
        opened={asked === 'mandate'}
        customerId={customerId}
        onDone={made => {
          setAsked(null)
          if (made && of.mandateId) void choose(made)
        }}
      />
    </>
  )
}

function CandidateFacts({ of }: { of: Candidate }) {
  const { columns, schemes, channels } = useLabels(debitsLabels)
  const format = useFormat()
  const [language] = useLanguage()
  return (
    <Facts
      facts={[
        { label: columns.customer, value: <RecordLink to={`contacts/${of.customerId}`}>{of.customer}</RecordLink> },
        { label: columns.openCents, value: format.money(of.openCents, of.currency) },
        { label: columns.dueOn, value: format.day(of.dueOn) },
        { label: columns.collectOn, value: hasDay(of.verdict) && format.day(of.collectOn) },
        {
          label: columns.reference,
          value: of.mandateId && (
            <RecordLink to="mandates" search={{ open: of.mandateId }}>
              {of.reference}
            </RecordLink>
          ),
        },
        { label: columns.iban, value: of.iban },
        { label: columns.scheme, value: of.scheme && schemes[of.scheme] },
        { label: columns.noticedOn, value: of.noticedOn && `${format.day(of.noticedOn)} · ${channels[of.channel]}` },
        { label: columns.attempts, value: of.attempts > 0 && format.integer(of.attempts) },
        { label: columns.lastCode, value: of.lastCode && reasonOf(of.lastCode, language) },
      ]}
    />
  )
}

function useChoosing(id: string) {
  const words = useLabels(candidateWords)
  const doing = useDoing()
  return (mandateId: string | null) =>
    doing(() => debitCandidates.chooseMandate.call({ id, mandateId }), words.mandateChosen)
}

/** By which of the customer's mandates this invoice is collected. */
function ChooseMandate({ of }: { of: Candidate }) {
  const words = useLabels(candidateWords)
  const may = useMay()
  const choose = useChoosing(of.id)
  const source = useMandateLookup(of.customerId)
  if (!may('debits.write') || !of.mandateId) return null
  return (
    <LookupField
      name="mandateId"
      label={words.mandate}
      description={words.mandateHint}
      value={of.mandateId}
      onChange={chosen => void choose(chosen)}
      source={source}
    />
  )
}
