import { useEffect, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { PadlockButton, usePadlock } from '../../../platform/web/fields/padlock.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { NewContact } from '../../invoicing/pages/new-contact.part.tsx'
import { singleIssuesContract, subscriptionsContract } from '../contract.ts'
import { purchaseFormWords } from '../labels/purchase-form.ts'
import { isFree } from '../rules/nature.ts'
import { PurchaseFields, type PurchaseValues } from './purchase-fields.part.tsx'
import type { SingleIssue } from './single-issue-panel.part.tsx'
import type { Subscription } from './subscription-panel.part.tsx'

const subscriptions = apiOf('subscriptions', subscriptionsContract)
const singleIssues = apiOf('singleIssues', singleIssuesContract)
type Kind = 'subscription' | 'single-issue'
type Made = { id: string; number: number }

const blank: PurchaseValues = {
  recipientId: null,
  payerId: null,
  renewalContactId: null,
  nature: 'paid',
  reason: '',
  reviewOn: null,
  productId: null,
  label: '',
  copies: 1,
  unitGrossCents: null,
  boughtOn: null,
  startsOn: null,
  startIssueId: null,
  expiresOn: null,
  termMonths: null,
  issuesDue: null,
  issueId: null,
}

/** What was said; what the nature or the kind does not have is left out. */
function said(
  kind: Kind,
  { nature, reason, reviewOn, payerId, unitGrossCents, renewalContactId, ...values }: PurchaseValues,
) {
  const free = isFree(nature)
  const { startsOn, startIssueId, expiresOn, termMonths, issuesDue, issueId, ...common } = values
  const own =
    kind === 'subscription'
      ? { startsOn, startIssueId, expiresOn, termMonths, issuesDue, renewalContactId: free ? null : renewalContactId }
      : { issueId }
  const why = free ? { reason, ...(kind === 'subscription' ? { reviewOn } : {}) } : { payerId, unitGrossCents }
  return { nature, ...common, label: common.label.trim() || null, ...own, ...why }
}

const withoutBlanks = (given: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== ''))

/** A purchase without invoice, in the panel of its list. Source: ABO-35, ABO-40. */
export function CreatePurchase({ kind, onDone }: { kind: Kind; onDone(id: string | undefined): void }) {
  const words = useLabels(purchaseFormWords)
  const path = useCompanyPath()
  const notify = useNotify()
  const may = useMay()
  const [wanted, setWanted] = useState<{ name: keyof PurchaseValues; typed: string } | null>(null)
  const of = kind === 'subscription' ? subscriptions.create : singleIssues.create
  const contract = kind === 'subscription' ? subscriptionsContract.create : singleIssuesContract.create
  const form = useRecordForm<PurchaseValues, Made>({
    initial: blank,
    input: values => withoutBlanks(said(kind, values)),
    schema: contract['~orpc'].inputSchema,
    save: (input, saving) => of.call(input, saving),
    onSaved: ({ id, number }) => {
      const [made, to] =
        kind === 'subscription'
          ? [words.subscriptionMade, `subscriptions/${id}`]
          : [words.singleIssueMade, `single-issues/${id}`]
      notify.done(made(String(number)), { link: { to: path(to), label: String(number) } })
      refresh()
      onDone(id)
    },
  })
  const focus = (name: keyof PurchaseValues) =>
    form.ref.current?.querySelector<HTMLElement>(`input[name="${name}"]`)?.focus()
  const created = (id: string | undefined) => {
    setWanted(null)
    if (!wanted) return
    if (id !== undefined) form.set({ [wanted.name]: id })
    setTimeout(() => focus(wanted.name))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, where the first thing is typed.
  useEffect(() => focus('recipientId'), [])
  return (
    <PanelForm title={kind === 'subscription' ? words.newSubscription : words.newSingleIssue}>
      <FormFrame
        form={form}
        submit={kind === 'subscription' ? words.createSubscription : words.createSingleIssue}
        onCancel={() => onDone(undefined)}
      >
        <PurchaseFields
          form={form}
          kind={kind}
          onCreateContact={may('parties.write') ? (name, typed) => setWanted({ name, typed }) : undefined}
        />
      </FormFrame>
      <NewContact typed={wanted?.typed} onDone={created} />
    </PanelForm>
  )
}

type Either = { kind: 'subscription'; of: Subscription } | { kind: 'single-issue'; of: SingleIssue }

const valuesOf = (purchase: Either): PurchaseValues => {
  const { of } = purchase
  const term =
    purchase.kind === 'subscription'
      ? {
          startsOn: purchase.of.startsOn,
          expiresOn: purchase.of.expiresOn,
          termMonths: purchase.of.termMonths,
          issuesDue: purchase.of.issuesDue,
        }
      : { issueId: purchase.of.issueId }
  return {
    ...blank,
    recipientId: of.recipientId,
    payerId: of.payerId,
    renewalContactId: of.renewalContactId,
    nature: of.nature,
    reason: of.reason,
    reviewOn: of.reviewOn,
    productId: of.productId,
    label: of.label,
    copies: of.copies,
    unitGrossCents: Math.round(of.grossCents / of.copies),
    boughtOn: of.boughtOn,
    ...term,
  }
}

/** What differs from what the card showed; the rest is as it was. */
const changed = (before: PurchaseValues, now: PurchaseValues) =>
  Object.fromEntries(
    Object.entries(now).flatMap(([name, value]) =>
      value === before[name as keyof PurchaseValues] ? [] : [[name, value === '' ? undefined : (value ?? undefined)]],
    ),
  )

/** Changes a purchase, which stays exceptional: nothing is saved before the padlock is opened. Source: ABO-37, ABO-43, ABO-44. */
export function EditPurchase({ onDone, ...purchase }: Either & { onDone(): void }) {
  const words = useLabels(purchaseFormWords)
  const padlock = usePadlock()
  const { kind, of } = purchase
  const initial = valuesOf(purchase)
  const contract = kind === 'subscription' ? subscriptionsContract.update : singleIssuesContract.update
  const api = kind === 'subscription' ? subscriptions.update : singleIssues.update
  const form = useRecordForm<PurchaseValues, Made>({
    initial,
    input: values => ({
      ...changed(initial, values),
      ...(values.renewalContactId === initial.renewalContactId ? {} : { renewalContactId: values.renewalContactId }),
      ...(values.expiresOn === null ? { termMonths: values.termMonths ?? undefined } : {}),
      ...(values.reviewOn === initial.reviewOn ? {} : { reviewOn: values.reviewOn }),
      id: of.id,
      revision: of.revision,
    }),
    schema: contract['~orpc'].inputSchema,
    save: (input, saving) => api.call(input, saving),
    onSaved: () => {
      refresh()
      onDone()
    },
  })
  return (
    <FormFrame
      form={form}
      submit={words.validate}
      onCancel={onDone}
      locked={padlock.reason}
      beside={<PadlockButton open={padlock.open} setOpen={padlock.setOpen} />}
    >
      <PurchaseFields form={form} kind={kind} invoice={of.invoiceNumber} changing />
    </FormFrame>
  )
}
