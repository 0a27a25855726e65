import { Alert } from '@mantine/core'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { invoicingSettingsContract } from '../contract/seller.ts'
import { sellerWords } from '../labels/seller.ts'
import { termWords } from '../labels/terms.ts'
import { MONTH_ENDS, type MonthEnd } from '../rules/document.ts'
import { fiscalYearOf, numberFrom, wellFormed } from '../rules/settings.ts'
import { beyondCeiling, dueOn } from '../rules/terms.ts'
import classes from './seller.module.css'

const api = apiOf('invoicingSettings', invoicingSettingsContract)
type Settings = Awaited<ReturnType<typeof api.get.call>>
type Change = Parameters<typeof api.change.call>[0]
type Values = {
  fiscalYearStart: string | null
  invoicePattern: string
  creditNotePattern: string
  depositPattern: string
  paymentDays: number | null
  paymentMonthEnd: MonthEnd | null
}
type FieldsProps = { form: RecordForm<Values>; readOnly: boolean }

const PATTERNS = ['invoicePattern', 'creditNotePattern', 'depositPattern'] as const
const MONTHS = Array.from({ length: 12 }, (_, at) => at + 1)

/** How documents are numbered and when they are due, each with an example of today. */
export function NumbersForm({ settings, readOnly }: { settings: Settings; readOnly: boolean }) {
  const words = useLabels(sellerWords)
  const notify = useNotify()
  const form = useRecordForm<Values, Settings>({
    initial: { ...settings, fiscalYearStart: String(settings.fiscalYearStart) },
    input: values => ({
      ...values,
      fiscalYearStart: Number(values.fiscalYearStart),
      paymentDays: values.paymentDays ?? undefined,
      paymentMonthEnd: values.paymentMonthEnd ?? undefined,
    }),
    schema: invoicingSettingsContract.change['~orpc'].inputSchema,
    save: (input: Change, saving) => api.change.call(input, saving),
    onSaved: () => {
      notify.done(words.numbersSaved)
      refresh()
    },
  })
  return (
    <div className={classes.narrow}>
      <FormFrame form={form} submit={words.saveNumbers} plain locked={readOnly ? words.readOnly : undefined}>
        <PatternFields form={form} readOnly={readOnly} />
        <DueFields form={form} readOnly={readOnly} />
      </FormFrame>
    </div>
  )
}

function PatternFields({ form, readOnly }: FieldsProps) {
  const words = useLabels(sellerWords)
  const [language] = useLanguage()
  const { today } = useSession()
  const month = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' })
  const year = fiscalYearOf(today, Number(form.values.fiscalYearStart))
  const example = (pattern: string) =>
    wellFormed(pattern) ? words.example(numberFrom(pattern, { year, number: 1 })) : words.notAPattern
  return (
    <>
      <ChoiceField
        {...form.field('fiscalYearStart')}
        label={words.fiscalYearStart}
        disabled={readOnly}
        options={MONTHS.map(value => ({
          value: String(value),
          label: month.format(new Date(Date.UTC(2000, value - 1, 1))),
        }))}
      />
      <p className={classes.hint}>{words.patternHint}</p>
      <FieldRow widths="repeat(3, minmax(0, 1fr))" phone="minmax(0, 1fr)">
        {PATTERNS.map(name => (
          <TextField
            key={name}
            {...form.field(name)}
            label={words[name]}
            description={example(form.values[name].trim())}
            disabled={readOnly}
          />
        ))}
      </FieldRow>
    </>
  )
}

function DueFields({ form, readOnly }: FieldsProps) {
  const words = useLabels(sellerWords)
  const terms = useLabels(termWords)
  const format = useFormat()
  const { today } = useSession()
  const { paymentDays, paymentMonthEnd } = form.values
  const term = { days: Math.min(paymentDays ?? 0, 365), monthEnd: paymentMonthEnd ?? 'none' }
  return (
    <Fieldset legend={words.due}>
      <p className={classes.hint}>{words.dueText}</p>
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <IntegerField {...form.field('paymentDays')} label={terms.days} unit={terms.daysUnit} disabled={readOnly} />
        <ChoiceField
          {...form.field('paymentMonthEnd')}
          label={terms.monthEnd}
          disabled={readOnly}
          options={MONTH_ENDS.map(value => ({ value, label: terms.monthEnds[value] }))}
        />
      </FieldRow>
      <p className={classes.hint}>
        {terms.example(terms.term(term), format.day(today), format.day(dueOn(today, term)))}
      </p>
      {beyondCeiling(today, term) && (
        <Alert color="yellow" p="xs">
          {terms.beyond}
        </Alert>
      )}
    </Fieldset>
  )
}
