import { CheckField, ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { contractFormWords } from '../labels/form-screens.ts'
import { DAY_RULES, INVOICE_ON, INVOICING, RENEWALS, UNITS } from '../rules/contract.ts'
import { PRESETS } from '../rules/preset.ts'
import type { ScheduleValues } from './contract-values.part.ts'

type Part = { form: RecordForm<ScheduleValues> }
const HALF = { widths: 'minmax(0, 1fr) minmax(0, 1fr)', phone: 'minmax(0, 1fr)' }

/** *Gérer les échéances*: how often, from when to when, dated how, made by whom. Source: REC-16 to REC-22. */
export function ScheduleFields({ form }: Part) {
  const words = useLabels(contractFormWords)
  return (
    <>
      <Fieldset legend={words.schedule}>
        <FieldRow {...HALF}>
          <DayField {...form.field('startsOn')} label={words.startsOn} description={words.startsOnHint} required />
          <DayField
            {...form.field('endsOn')}
            label={words.endsOn}
            description={words.endsOnHint}
            onChange={endsOn => form.set({ endsOn, ...(endsOn === null ? { renewal: 'none' as const } : {}) })}
          />
        </FieldRow>
        <Repeat form={form} />
        <InvoiceDate form={form} />
        <CheckField {...form.field('plansToEnd')} label={words.plansToEnd} description={words.plansToEndHint} />
        <CheckField {...form.field('prorated')} label={words.prorated} description={words.proratedHint} />
      </Fieldset>
      <Fieldset legend={words.whenItBegins}>
        <Hands form={form} />
      </Fieldset>
      <Fieldset legend={words.end}>
        <AtTheEnd form={form} />
      </Fieldset>
    </>
  )
}

/** One of the usual intervals, or any other; and the day that terms begin on. Source: REC-17, X-59. */
function Repeat({ form }: Part) {
  const words = useLabels(contractFormWords)
  const { every, unit, dayRule } = form.values
  const preset = `${unit}-${every}`
  const known = PRESETS.includes(preset)
  const other = form.values.every === null || !known
  return (
    <>
      <FieldRow {...HALF}>
        <ChoiceField
          name="repeat"
          label={words.repeat}
          value={other ? 'other' : preset}
          onChange={chosen => form.set(repeated(chosen ?? 'other'))}
          options={[...PRESETS, 'other'].map(value => ({ value, label: words.presets[value]! }))}
        />
        {unit === 'month' || unit === 'year' ? (
          <ChoiceField
            {...form.field('dayRule')}
            label={words.dayRule}
            onChange={chosen =>
              form.set({ dayRule: chosen ?? 'same', fixedDay: chosen === 'fixed' ? (form.values.fixedDay ?? 1) : null })
            }
            options={DAY_RULES.map(value => ({ value, label: words.dayRules[value] }))}
          />
        ) : null}
      </FieldRow>
      {other && (
        <FieldRow {...HALF}>
          <IntegerField {...form.field('every')} label={words.every} required />
          <ChoiceField
            {...form.field('unit')}
            label={words.unit}
            onChange={chosen => form.set(withUnit(chosen ?? 'month'))}
            options={UNITS.map(value => ({ value, label: words.units[value] }))}
          />
        </FieldRow>
      )}
      {dayRule === 'fixed' && (
        <IntegerField {...form.field('fixedDay')} label={words.fixedDay} description={words.fixedDayHint} required />
      )}
    </>
  )
}

/** *Autre* keeps the unit and empties the number, so that it is asked for. */
function repeated(chosen: string): Partial<ScheduleValues> {
  if (chosen === 'other') return { every: null }
  const [unit, every] = chosen.split('-') as [ScheduleValues['unit'], string]
  return { unit, every: Number(every) }
}

/** Days of the month mean nothing to days and weeks. */
const withUnit = (unit: ScheduleValues['unit']): Partial<ScheduleValues> =>
  unit === 'month' || unit === 'year' ? { unit } : { unit, dayRule: 'same', fixedDay: null }

/** The day that invoices bear. Source: REC-20, X-62. */
function InvoiceDate({ form }: Part) {
  const words = useLabels(contractFormWords)
  const { invoiceOn } = form.values
  return (
    <FieldRow {...HALF}>
      <ChoiceField
        {...form.field('invoiceOn')}
        label={words.invoiceOn}
        onChange={chosen =>
          form.set({
            invoiceOn: chosen ?? 'start',
            invoiceDays: { start: 0, end: 0, before: 15, day: 1 }[chosen ?? 'start'],
          })
        }
        options={INVOICE_ON.map(value => ({ value, label: words.invoiceOns[value] }))}
      />
      {(invoiceOn === 'before' || invoiceOn === 'day') && (
        <IntegerField
          {...form.field('invoiceDays')}
          label={invoiceOn === 'before' ? words.invoiceDaysBefore : words.invoiceDay}
          required
        />
      )}
    </FieldRow>
  )
}

/** Who makes the invoices. Source: X-60, A4, A5, A7. */
function Hands({ form }: Part) {
  const words = useLabels(contractFormWords)
  const { invoicing } = form.values
  return (
    <>
      <FieldRow {...HALF}>
        <ChoiceField
          {...form.field('invoicing')}
          label={words.invoicing}
          description={words.invoicingHints[invoicing]}
          onChange={chosen => form.set({ invoicing: chosen ?? 'manual' })}
          options={INVOICING.map(value => ({ value, label: words.invoicings[value] }))}
        />
        {invoicing === 'issue' && (
          <IntegerField {...form.field('reviewDays')} label={words.reviewDays} unit={words.days} />
        )}
      </FieldRow>
      <CheckField {...form.field('grouped')} label={words.grouped} description={words.groupedHint} />
    </>
  )
}

/** What happens at the end, and who is told before. Source: X-66, A20. */
function AtTheEnd({ form }: Part) {
  const words = useLabels(contractFormWords)
  const { renewal, endsOn } = form.values
  return (
    <>
      <FieldRow {...HALF}>
        <ChoiceField
          {...form.field('renewal')}
          label={words.renewal}
          description={endsOn === null ? words.needsEnd : undefined}
          disabled={endsOn === null}
          onChange={chosen => form.set({ renewal: chosen ?? 'none' })}
          options={RENEWALS.map(value => ({ value, label: words.renewals[value] }))}
        />
        <IntegerField {...form.field('alertDays')} label={words.alertDays} unit={words.alertDaysUnit} />
      </FieldRow>
      {renewal !== 'none' && (
        <FieldRow {...HALF}>
          <IntegerField {...form.field('renewalEvery')} label={words.renewedFor} required />
          <ChoiceField
            {...form.field('renewalUnit')}
            label={words.unit}
            onChange={chosen => form.set({ renewalUnit: chosen ?? 'year' })}
            options={UNITS.map(value => ({ value, label: words.units[value] }))}
          />
        </FieldRow>
      )}
    </>
  )
}
