import { isEmail } from '../../../values/email.ts'
import { textKey } from '../../../values/text-key.ts'
import type { ShopPerson } from '../rules/order.ts'
import { type Part, partOf, textOf } from './reading.ts'
import { isYes, type Meta, metaText, nameOf, shortText } from './woocommerce-meta.ts'

const FIELDS = {
  firstName: 'first_name',
  lastName: 'last_name',
  company: 'company',
  line1: 'address_1',
  line2: 'address_2',
  postcode: 'postcode',
  town: 'city',
  country: 'country',
  email: 'email',
  phone: 'phone',
} as const satisfies Record<keyof ShopPerson, string>

/** Countries whose post wants the state or province beside the town. */
const WITH_STATE = new Set(['AU', 'BR', 'CA', 'IT', 'US'])

/** `billing` or `shipping` of an order or customer, as it says. */
export function personOf(of: Part, name: 'billing' | 'shipping'): ShopPerson {
  const part = partOf(of, name)
  const person = Object.fromEntries(
    Object.entries(FIELDS).map(([field, key]) => [field, textOf(part, key).replaceAll('\n', ' ')]),
  ) as ShopPerson
  const country = person.country.toUpperCase()
  const state = textOf(part, 'state')
  return {
    ...person,
    country: /^[A-Z]{2}$/.test(country) ? country : '',
    town: WITH_STATE.has(country) && /^[A-Z]{2,3}$/.test(state) ? `${person.town} ${state}`.trim() : person.town,
  }
}

const PLACE = ['company', 'line1', 'line2', 'postcode', 'town', 'country'] as const
const NAME = ['firstName', 'lastName'] as const
const key = (person: ShopPerson, fields: readonly (keyof ShopPerson)[]) =>
  textKey(fields.map(field => person[field]).join(' '))

/** Where it goes when it is not to where it is billed; a block that is empty, or names a country alone, says nothing. */
export function shippingOf(of: Part, billing: ShopPerson): ShopPerson | null {
  const shipping = personOf(of, 'shipping')
  const { country, phone, email, ...rest } = shipping
  if (Object.values(rest).every(text => text === '')) return null
  const isSame = key(shipping, [...NAME, ...PLACE]) === key(billing, [...NAME, ...PLACE])
  return isSame ? null : shipping
}

/** What plug-ins for gifts and shops by themselves call it. */
const GIFT_KEYS = new Set(
  (
    'is_gift gift cadeau is_gifted order_is_gift order_gift gift_order offrir est_un_cadeau c_est_un_cadeau ' +
    'commande_cadeau gift_wrap gift_message message_cadeau wc_gift_message billing_gift is_gift_order giftwrap'
  ).split(' '),
)

export const saysGift = (meta: Meta): boolean => meta.some(({ name, value }) => GIFT_KEYS.has(name) && isYes(value))

/** Another person than who pays, and not a colleague at the same company. Source: W-19. */
export function isForAnother(billing: ShopPerson, shipping: ShopPerson | null): boolean {
  if (!shipping) return false
  const [payer, receiver] = [key(billing, NAME), key(shipping, NAME)]
  if (payer === '' || receiver === '' || payer === receiver) return false
  return shipping.company === '' || key(shipping, ['company']) !== key(billing, ['company'])
}

const WHOM = ['recipient', 'gift_recipient', 'destinataire', 'beneficiaire', 'gift_to', 'recipients', 'receiver']
const SAID_AS: Record<keyof ShopPerson, readonly string[]> = {
  firstName: ['first_name', 'firstname', 'prenom'],
  lastName: ['last_name', 'lastname', 'nom'],
  company: ['company', 'societe'],
  line1: ['address_1', 'address', 'address1', 'adresse', 'adresse_1', 'street'],
  line2: ['address_2', 'address2', 'adresse_2', 'complement'],
  postcode: ['postcode', 'postal_code', 'zip', 'code_postal'],
  town: ['city', 'town', 'ville'],
  country: ['country', 'pays'],
  email: ['email', 'e_mail', 'mail', 'courriel'],
  phone: ['phone', 'telephone', 'tel'],
}
const MAIL_KEYS = ['wcsg_gift_recipients_email', 'gift_receiver_email', 'ywgc_recipient_email', 'wc_gc_giftcard_to']

/** The names under which a field of a recipient is said; `whole` is a name of one piece. */
const RECIPIENT = new Map<string, keyof ShopPerson | 'whole'>([
  ...WHOM.flatMap(whom =>
    [whom, `${whom}_name`, `name_${whom}`, `${whom}_full_name`].map(name => [name, 'whole'] as const),
  ),
  ...(Object.keys(SAID_AS) as (keyof ShopPerson)[]).flatMap(field =>
    WHOM.flatMap(whom =>
      SAID_AS[field].flatMap(word =>
        [`${whom}_${word}`, `${word}_${whom}`, `${word}_du_${whom}`, `${word}_de_${whom}`].map(
          name => [name, field] as const,
        ),
      ),
    ),
  ),
  ...MAIL_KEYS.map(name => [name, 'email'] as const),
])

/** Whom a line is for, when a plug-in wrote it there: in fields of its own, or as an object of fields. */
export function recipientOf(meta: Meta): Partial<ShopPerson> | null {
  const said = new Map<keyof ShopPerson | 'whole', string>()
  const say = (name: string, value: unknown) => {
    const field = RECIPIENT.get(name)
    const text = field ? shortText(value) : ''
    if (field && text !== '' && !said.has(field)) said.set(field, text)
  }
  for (const { name, value } of meta) {
    if (WHOM.includes(name) && typeof value === 'object' && value !== null)
      for (const [field, text] of Object.entries(value)) say(`recipient_${nameOf(field)}`, text)
    else say(name, value)
  }
  if (said.size === 0) return null
  const { whole = '', ...person }: Partial<ShopPerson> & { whole?: string } = Object.fromEntries(said)
  const country = /^[a-z]{2}$/i.test(person.country ?? '') ? person.country!.toUpperCase() : null
  if (country) person.country = country
  else delete person.country
  if (person.email && !isEmail(person.email)) delete person.email
  return named(person, whole)
}

/** A name of one piece: its first word is the first name, when there are several. */
function named(person: Partial<ShopPerson>, name: string): Partial<ShopPerson> | null {
  if (name !== '' && !person.lastName) {
    if (isEmail(name)) person.email ??= name
    else {
      const [first = '', ...rest] = name.split(/\s+/)
      if (rest.length > 0 && !person.firstName) person.firstName = first
      person.lastName = rest.length > 0 && person.firstName === first ? rest.join(' ') : name
    }
  }
  return Object.keys(person).some(field => field !== 'country') ? person : null
}

/** Fields of plug-ins for the VAT number of a business. */
const VAT_KEYS =
  'billing_vat_number vat_number billing_eu_vat_number eu_vat_number billing_vat billing_vat_id vat_id billing_tva_number ' +
  'billing_tva numero_tva tva_intracom billing_tva_intracom yweu_billing_vat billing_yweu_vat alg_wc_eu_vat_number ' +
  'billing_alg_eu_vat_number billing_it_partita_iva billing_nif'

export const vatNumberOf = (meta: Meta): string => metaText(meta, VAT_KEYS.split(' ')).slice(0, 50)

const LANGUAGE_KEYS = [
  'wpml_language',
  'trp_language',
  'weglot_language',
  'lang',
  'language',
  'order_language',
  'locale',
]

export function languageOf(of: Part, meta: Meta): 'fr' | 'en' | null {
  const said = (shortText(of.of.lang) || metaText(meta, LANGUAGE_KEYS)).slice(0, 2).toLowerCase()
  return said === 'fr' || said === 'en' ? said : null
}

const MODE_KEYS = [
  'wcpay_mode',
  'stripe_mode',
  'mollie_payment_mode',
  'ppcp_paypal_payment_mode',
  'payplug_mode',
  'payment_mode',
]

/** Paid with the pretended money of a gateway. */
export const isTestOf = (meta: Meta): boolean => /^(test|sandbox)$/i.test(metaText(meta, MODE_KEYS))
