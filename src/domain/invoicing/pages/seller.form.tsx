import { Alert, ColorInput } from '@mantine/core'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField, ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow, Fieldset } from '../../../platform/web/fields/fieldset.tsx'
import { AmountField } from '../../../platform/web/fields/number-fields.tsx'
import { PictureField } from '../../../platform/web/fields/picture-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { type RecordForm, useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { countries } from '../../../values/country.ts'
import { sellerContract } from '../contract/seller.ts'
import { missingWords } from '../labels/mentions.ts'
import { sellerWords } from '../labels/seller.ts'
import { missingOfSeller } from '../rules/mentions.ts'
import { VAT_SCHEMES } from '../rules/seller.ts'
import classes from './seller.module.css'
import { SellerHead } from './seller-head.part.tsx'

const api = apiOf('seller', sellerContract)
type Card = Awaited<ReturnType<typeof api.get.call>>
type Change = Parameters<typeof api.change.call>[0]
export type SellerValues = Omit<Card, 'id' | 'createdAt' | 'createdBy' | 'country'> & { country: string | null }
type FieldsProps = { form: RecordForm<SellerValues>; readOnly: boolean }

/** Twice as fine as it is printed: forty millimetres by thirteen. */
const LOGO = { width: 480, height: 160, longest: 200_000 }
const COLOURS = ['#1f4e79', '#8c1d2f', '#3f6b2a', '#5b3a8c', '#8a5a12', '#0f6b6b', '#333333']

/** How documents name the company, with their head as it will be printed beside. */
export function SellerForm({ seller, readOnly }: { seller: Card; readOnly: boolean }) {
  const words = useLabels(sellerWords)
  const notify = useNotify()
  const { id: versionId, createdAt: _at, createdBy: _by, ...initial } = seller
  const form = useRecordForm<SellerValues, Card>({
    initial,
    input: values => ({ ...values, country: values.country ?? undefined, versionId }),
    schema: sellerContract.change['~orpc'].inputSchema,
    save: (input: Change, saving) => api.change.call(input, saving),
    onSaved: () => {
      notify.done(words.saved)
      refresh()
    },
  })
  const fields = { form, readOnly }
  return (
    <div className={classes.beside}>
      <FormFrame form={form} submit={words.save} locked={readOnly ? words.readOnly : undefined}>
        <IdentityFields {...fields} />
        <ContactFields {...fields} />
        <VatFields {...fields} />
        <BankFields {...fields} />
        <LookFields {...fields} />
      </FormFrame>
      <div className={classes.aside}>
        <SellerHead of={form.values} />
        <Missing of={form.values} />
      </div>
    </div>
  )
}

/** What the law wants of who sells and is not there yet, as it is typed. Source: L-3. */
function Missing({ of }: { of: SellerValues }) {
  const words = useLabels(sellerWords)
  const [language] = useLanguage()
  const missing = missingOfSeller({ seller: { ...of, country: of.country ?? 'FR' } })
  if (missing.length === 0) return null
  return (
    <Alert color="yellow" p="xs" title={words.missing}>
      {missing.map(one => (
        <div key={one.mention}>{missingWords(one, language)}</div>
      ))}
    </Alert>
  )
}

function IdentityFields({ form, readOnly: disabled }: FieldsProps) {
  const words = useLabels(sellerWords)
  return (
    <>
      <TextField {...form.field('legalName')} label={words.legalName} required disabled={disabled} />
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <TextField {...form.field('legalForm')} label={words.legalForm} placeholder="SARL" disabled={disabled} />
        <AmountField {...form.field('capitalCents')} label={words.capital} disabled={disabled} />
      </FieldRow>
      <FieldRow widths="minmax(0, 1fr) 110px">
        <TextField {...form.field('siren')} label={words.siren} disabled={disabled} />
        <TextField {...form.field('nic')} label={words.nic} placeholder="00010" maxLength={5} disabled={disabled} />
      </FieldRow>
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)">
        <TextField {...form.field('register')} label={words.register} placeholder="RCS Paris" disabled={disabled} />
        <TextField {...form.field('vatNumber')} label={words.vatNumber} disabled={disabled} />
      </FieldRow>
    </>
  )
}

function ContactFields({ form, readOnly: disabled }: FieldsProps) {
  const words = useLabels(sellerWords)
  const [language] = useLanguage()
  return (
    <Fieldset legend={words.contact}>
      <TextField {...form.field('lines')} label={words.lines} kind="lines" disabled={disabled} />
      <FieldRow widths="110px minmax(0, 1fr)">
        <TextField {...form.field('postcode')} label={words.postcode} disabled={disabled} />
        <TextField {...form.field('town')} label={words.town} disabled={disabled} />
      </FieldRow>
      <ChoiceField
        {...form.field('country')}
        label={words.country}
        searchable
        disabled={disabled}
        options={countries(language).map(({ code, name }) => ({ value: code, label: name }))}
      />
      <FieldRow widths="minmax(0, 1fr) minmax(0, 1fr)" phone="minmax(0, 1fr)">
        <TextField {...form.field('email')} label={words.email} kind="email" disabled={disabled} />
        <TextField {...form.field('phone')} label={words.phone} disabled={disabled} />
      </FieldRow>
      <TextField {...form.field('website')} label={words.website} disabled={disabled} />
    </Fieldset>
  )
}

function VatFields({ form, readOnly: disabled }: FieldsProps) {
  const words = useLabels(sellerWords)
  const franchise = form.values.vatScheme === 'franchise'
  return (
    <Fieldset legend={words.vat}>
      <SwitchField
        {...form.field('vatScheme')}
        label={words.vatScheme}
        disabled={disabled}
        options={VAT_SCHEMES.map(value => ({ value, label: words.vatSchemes[value] }))}
      />
      {franchise ? (
        <p className={classes.hint}>{words.franchiseHint}</p>
      ) : (
        <>
          <CheckField
            {...form.field('vatOnDebits')}
            label={words.vatOnDebits}
            description={words.vatOnDebitsHint}
            disabled={disabled}
          />
          <DayField
            {...form.field('ossSince')}
            label={words.ossSince}
            description={words.ossSinceHint}
            disabled={disabled}
          />
        </>
      )}
    </Fieldset>
  )
}

function BankFields({ form, readOnly: disabled }: FieldsProps) {
  const words = useLabels(sellerWords)
  return (
    <Fieldset legend={words.bank}>
      <FieldRow widths="minmax(0, 1fr) 130px">
        <TextField {...form.field('iban')} label={words.iban} disabled={disabled} />
        <TextField {...form.field('bic')} label={words.bic} disabled={disabled} />
      </FieldRow>
      <TextField
        {...form.field('electronicAddress')}
        label={words.electronicAddress}
        description={words.electronicAddressHint}
        disabled={disabled}
      />
    </Fieldset>
  )
}

function LookFields({ form, readOnly: disabled }: FieldsProps) {
  const words = useLabels(sellerWords)
  return (
    <>
      <Fieldset legend={words.look}>
        {!disabled && (
          <PictureField
            label={words.logo}
            value={form.values.logo}
            onChange={logo => form.set({ logo })}
            limits={LOGO}
            shown={{ width: 96, height: 32 }}
          />
        )}
        <ColorInput
          {...form.field('colour')}
          label={words.colour}
          description={words.colourHint}
          swatches={COLOURS}
          withEyeDropper={false}
          size="xs"
          disabled={disabled}
        />
        <TextField {...form.field('footer')} label={words.footer} kind="lines" disabled={disabled} />
      </Fieldset>
      <Fieldset legend={words.terms}>
        <TextField
          {...form.field('latePenalty')}
          label={words.latePenalty}
          placeholder={words.latePenaltyDefault}
          disabled={disabled}
        />
        <TextField
          {...form.field('earlyDiscount')}
          label={words.earlyDiscount}
          placeholder={words.earlyDiscountDefault}
          disabled={disabled}
        />
      </Fieldset>
    </>
  )
}
