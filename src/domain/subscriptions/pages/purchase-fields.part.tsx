import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { LookupField } from '../../../platform/web/fields/lookup-field.tsx'
import { AmountField, IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { type Day, day, isoDay, NO_END } from '../../../values/day.ts'
import { lastDayOfTerm } from '../../../values/period.ts'
import { catalogContract } from '../../catalog/contract.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { natureLabels } from '../labels/natures.ts'
import { purchaseFormWords } from '../labels/purchase-form.ts'
import { isFree, NATURES, type Nature } from '../rules/nature.ts'
import { singleIssueProducts, subscriptionProducts, useIssueLookup } from './lookups.part.tsx'

const products = apiOf('catalog', catalogContract).products

export type PurchaseValues = {
  recipientId: string | null
  payerId: string | null
  renewalContactId: string | null
  nature: Nature
  reason: string
  reviewOn: string | null
  productId: string | null
  label: string
  copies: number | null
  unitGrossCents: number | null
  boughtOn: string | null
  startsOn: string | null
  startIssueId: string | null
  expiresOn: string | null
  termMonths: number | null
  issuesDue: number | null
  issueId: string | null
}

/** What the product says again once it is another one; what has no end gets none. */
const byProduct = ({ expiresOn }: PurchaseValues) => ({
  label: '',
  termMonths: null,
  expiresOn: expiresOn === NO_END ? NO_END : null,
  issuesDue: null,
})

/** Only what nobody pays for has no end. */
const byNature = ({ expiresOn }: PurchaseValues, nature: Nature) => ({
  nature,
  expiresOn: expiresOn === NO_END && !isFree(nature) ? null : expiresOn,
})

type FieldsProps = {
  form: RecordForm<PurchaseValues>
  kind: 'subscription' | 'single-issue'
  /** The number of the invoice it comes from: who pays and how much stand there. */
  invoice?: string | null
  /** A purchase that exists: its term and its issue are decided. */
  changing?: boolean
  onCreateContact?: ((name: keyof PurchaseValues, typed: string) => void) | undefined
}

/** The fields of a purchase; those that its kind or nature does not have are not there. Source: ABO-41, CIR-10, CIR-11. */
export function PurchaseFields({ form, kind, invoice, changing = false, onCreateContact }: FieldsProps) {
  const words = useLabels(purchaseFormWords)
  const { nature: natureLabel, natures } = useLabels(natureLabels)
  const { values } = form
  const { data: product } = useQuery({
    ...products.get.queryOptions({ input: { id: values.productId ?? '' } }),
    enabled: values.productId !== null,
    staleTime: 60_000,
  })
  const free = isFree(values.nature)
  const contact = (name: 'recipientId' | 'payerId' | 'renewalContactId') => ({
    ...form.field(name),
    source: contactLookup,
    ...(onCreateContact ? { onCreate: (typed: string) => onCreateContact(name, typed) } : {}),
  })
  return (
    <>
      <LookupField {...contact('recipientId')} label={words.client} placeholder={words.clientHint} required autoFocus />
      <FieldRow widths="minmax(0, 1fr) 96px">
        <LookupField
          {...form.field('productId')}
          onChange={productId => form.set({ productId, ...(changing ? byProduct(values) : { startIssueId: null }) })}
          label={words.product}
          source={kind === 'subscription' ? subscriptionProducts : singleIssueProducts}
          placeholder={words.productHint}
          required
        />
        <IntegerField {...form.field('copies')} label={words.copies} />
      </FieldRow>
      <ChoiceField
        {...form.field('nature')}
        onChange={nature => form.set(byNature(values, nature ?? 'paid'))}
        label={natureLabel}
        options={NATURES.map(value => ({ value, label: natures[value] }))}
      />
      {free ? (
        <TextField {...form.field('reason')} label={words.reason} placeholder={words.reasonHint} required />
      ) : (
        <FieldRow widths="minmax(0, 1fr) 132px">
          <LookupField
            {...contact('payerId')}
            label={values.nature === 'gift' ? words.giver : words.payer}
            placeholder={values.nature === 'gift' ? words.giverHint : words.payerHint}
            required={values.nature === 'gift'}
            disabled={Boolean(invoice)}
            description={invoice ? words.fromInvoice(invoice) : undefined}
          />
          {invoice ? null : (
            <AmountField
              {...form.field('unitGrossCents')}
              value={values.unitGrossCents ?? product?.grossCents ?? null}
              label={words.unitGross}
            />
          )}
        </FieldRow>
      )}
      {kind === 'subscription' ? (
        <TermFields form={form} product={product} changing={changing} />
      ) : (
        <IssueField form={form} titleId={product?.titleId ?? undefined} changing={changing} />
      )}
      {free && kind === 'subscription' && values.expiresOn !== NO_END && (
        <DayField {...form.field('reviewOn')} label={words.reviewOn} description={words.reviewHint} />
      )}
      <TextField {...form.field('label')} label={words.label} placeholder={product?.label ?? ''} />
      {kind === 'subscription' && !free && (
        <LookupField
          {...contact('renewalContactId')}
          label={words.renewalContact}
          placeholder={words.renewalContactHint}
        />
      )}
    </>
  )
}

type Product = Awaited<ReturnType<typeof products.get.call>>
type TermProps = { form: RecordForm<PurchaseValues>; product: Product | undefined; changing: boolean }

/** First and last day; what nobody pays for may go on without end, until it is reviewed. Source: ABO-30, CIR-9. */
function TermFields({ form, product, changing }: TermProps) {
  const words = useLabels(purchaseFormWords)
  const { values } = form
  const issues = useIssueLookup(product?.titleId ?? undefined)
  const endless = values.expiresOn === NO_END
  const byIssue = product?.servedBy === 'issue' && !endless
  return (
    <>
      {isFree(values.nature) && (
        <SwitchField
          label={words.ends}
          name="ends"
          value={endless ? 'never' : 'on'}
          onChange={ends => form.set({ expiresOn: ends === 'never' ? NO_END : null })}
          options={[
            { value: 'on', label: words.endsOn },
            { value: 'never', label: words.endsNever },
          ]}
        />
      )}
      {endless ? <UntilReview form={form} /> : <DatedTerm form={form} product={product} changing={changing} />}
      {(!changing || byIssue) && (
        <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
          {!changing && (
            <LookupField
              {...form.field('startIssueId')}
              onChange={startIssueId => form.set({ startIssueId, startsOn: null })}
              label={words.startIssue}
              source={issues}
              placeholder={words.startIssueHint}
            />
          )}
          {byIssue && (
            <IntegerField
              {...form.field('issuesDue')}
              value={values.issuesDue ?? product.issuesDue}
              label={words.issuesDue}
            />
          )}
        </FieldRow>
      )}
    </>
  )
}

/** A term that moves ends when its months are over, unless its end is typed. Source: ABO-30. */
function DatedTerm({ form, product, changing }: TermProps) {
  const words = useLabels(purchaseFormWords)
  const format = useFormat()
  const { today } = useSession()
  const { values } = form
  const months = values.termMonths ?? product?.termMonths ?? null
  const ends = (from: string | null, count: number | null): Day | null =>
    count !== null && count >= 1 && count < 1000 ? lastDayOfTerm(day(from ?? values.boughtOn ?? today), count) : null
  const whole = ends(values.startsOn, months)
  const moved = (startsOn: string | null, count: number | null) => {
    const end = ends(startsOn, count)
    return changing && end ? { expiresOn: isoDay(end) } : {}
  }
  return (
    <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr) 110px" phone="repeat(2, minmax(0, 1fr))">
      <DayField
        {...form.field('startsOn')}
        label={words.startsOn}
        onChange={startsOn => form.set({ startsOn, ...moved(startsOn, months) })}
        disabled={values.startIssueId !== null}
      />
      <DayField
        {...form.field('expiresOn')}
        label={words.expiresOn}
        description={
          values.expiresOn === null && values.startIssueId === null && whole
            ? words.elseEnds(format.day(isoDay(whole)))
            : undefined
        }
      />
      <IntegerField
        {...form.field('termMonths')}
        value={months}
        onChange={termMonths => form.set({ termMonths, ...moved(values.startsOn, termMonths) })}
        label={words.months}
        unit={words.monthsUnit}
      />
    </FieldRow>
  )
}

/** Without end: from when, and when somebody asks whether it shall go on. Source: CIR-9, CIR-11. */
function UntilReview({ form }: { form: RecordForm<PurchaseValues> }) {
  const words = useLabels(purchaseFormWords)
  return (
    <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
      <DayField {...form.field('startsOn')} label={words.startsOn} disabled={form.values.startIssueId !== null} />
      <DayField {...form.field('reviewOn')} label={words.reviewOn} required />
    </FieldRow>
  )
}

type IssueProps = { form: RecordForm<PurchaseValues>; titleId: string | undefined; changing: boolean }

function IssueField({ form, titleId, changing }: IssueProps) {
  const words = useLabels(purchaseFormWords)
  return (
    <FieldRow widths="minmax(0, 1fr) 168px">
      <LookupField
        {...form.field('issueId')}
        label={words.issue}
        source={useIssueLookup(titleId)}
        placeholder={words.issueOfProduct}
      />
      {!changing && <DayField {...form.field('boughtOn')} label={words.boughtOn} />}
    </FieldRow>
  )
}
