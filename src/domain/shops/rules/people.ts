import { words } from '../../../values/text-key.ts'
import { isNamed, mailKey, nameKey, type Person, type Place, sameStreet, sameTown, townKey } from './person.ts'

/** Why a new contact may be one that was known. */
export const WHYS = ['mail', 'mail-of-several', 'name-and-town', 'phone'] as const
export type Why = (typeof WHYS)[number]

type Name = Pick<Person, 'kind' | 'lastName' | 'firstName' | 'legalName'>

/** A contact that orders may speak of: known before, or made for an order before in the same part. */
export type Contact = {
  /** Empty until it is made. */
  id: string
  /** Its own, then those of the contacts merged into it. */
  names: readonly Name[]
  mails: readonly string[]
  phones: readonly string[]
  places: readonly Place[]
}

export type FoundBy = 'id' | 'mail' | 'name' | 'new'
export type Doubt = { contact: Contact; why: Why }
export type Found = { contact: Contact; by: FoundBy; doubts: readonly Doubt[] }

/** More contacts than this that share a phone or a mail share it for another reason: that of a shop, of an agency. */
const MANY = 8
const MAX_DOUBTS = 3

/** Those whom the orders of a part may speak of; who is made for one is found by the next. */
export class People {
  #byKey = new Map<string, Contact>()
  #byMail = new Map<string, Contact[]>()
  #byName = new Map<string, Contact[]>()
  #byPhone = new Map<string, Contact[]>()

  add(contact: Contact) {
    for (const mail of new Set(contact.mails.map(mailKey))) append(this.#byMail, mail, contact)
    for (const name of new Set(contact.names.map(nameKey))) append(this.#byName, name, contact)
    for (const phone of new Set(contact.phones.map(phoneKey))) append(this.#byPhone, phone, contact)
  }

  /** Says who the shop knows by a key: a customer's id, or a guest's mail. */
  keep(key: string, contact: Contact) {
    this.#byKey.set(key, contact)
  }

  keptAs = (key: string): Contact | undefined => this.#byKey.get(key)

  /**
   * Who somebody is: whom the shop knows by that key, else who has that mail, else that name in that place, unless another
   * person is meant; else a new contact, with those it may be. Source: E5, W-18.
   */
  find(person: Person, key: string | null): Found {
    const kept = key === null ? undefined : this.#byKey.get(key)
    if (kept && (isAlike(person, kept) || (!key!.startsWith('mail:') && hasMail(kept, person.email))))
      return { contact: kept, by: 'id', doubts: [] }
    const ofMail = (person.email && this.#byMail.get(mailKey(person.email))) || []
    const [sure, ...others] = narrowed(
      ofMail.filter(one => isAlike(person, one)),
      person,
    )
    if (sure && others.length === 0) return { contact: sure, by: 'mail', doubts: [] }
    const namesakes = (isNamed(person) && this.#byName.get(nameKey(person))) || []
    const there = namesakes.filter(one => one.places.some(place => isThere(place, person.place)))
    if (!sure && there.length === 1) return { contact: there[0]!, by: 'name', doubts: [] }
    const contact = contactOf(person)
    return { contact, by: 'new', doubts: this.#doubts(person, sure ? [sure, ...others] : ofMail, namesakes) }
  }

  #doubts(person: Person, ofMail: readonly Contact[], namesakes: readonly Contact[]): Doubt[] {
    const near = namesakes.filter(({ places }) => places.some(({ town }) => isSameTown(town, person.place.town)))
    const ofPhone = (person.phone && this.#byPhone.get(phoneKey(person.phone))) || []
    const alike = ofPhone.length > MANY ? [] : ofPhone.filter(one => isNamed(person) && isAlike(person, one))
    const told = (why: Why, those: readonly Contact[]) =>
      those.length > MANY ? [] : those.map(contact => ({ contact, why }))
    const all = [
      ...told(ofMail.length > 1 ? 'mail-of-several' : 'mail', ofMail),
      ...told('name-and-town', near),
      ...told('phone', alike),
    ]
    const once = all.filter(({ contact }, at) => all.findIndex(one => one.contact === contact) === at)
    return once.slice(0, MAX_DOUBTS)
  }
}

const contactOf = ({ email, phone, place, ...name }: Person): Contact => ({
  id: '',
  names: [name],
  mails: email ? [email] : [],
  phones: phone ? [phone] : [],
  places: [place],
})

const append = (all: Map<string, Contact[]>, key: string, contact: Contact) => {
  if (key !== '') all.set(key, [...(all.get(key) ?? []), contact])
}

/** Of several who may be meant, the one of exactly that name, else the one who lives there, where that tells. */
function narrowed(those: readonly Contact[], person: Person): readonly Contact[] {
  if (those.length < 2) return those
  const named = those.filter(({ names }) => names.some(name => nameKey(name) === nameKey(person)))
  if (named.length === 1) return named
  const there = those.filter(({ places }) => places.some(one => isThere(one, person.place)))
  return there.length === 1 ? there : those
}

const isThere = (a: Place, b: Place) => sameTown(a, b) && sameStreet(a, b)
const isSameTown = (a: string, b: string) => townKey(a) !== '' && townKey(a) === townKey(b)
const hasMail = ({ mails }: Contact, mail: string) => mail !== '' && mails.some(one => mailKey(one) === mailKey(mail))

/** Digits only, a French number from its last nine: `+33 6 12…` and `06 12…` are one. */
export const phoneKey = (phone: string): string => {
  const digits = phone.replace(/\D/g, '')
  return digits.length < 9 ? '' : digits.slice(-9)
}

/** Whether somebody may be a contact, by one of the names it has or had. */
export const isAlike = (person: Name, { names }: Pick<Contact, 'names'>): boolean =>
  !isNamed(person) || names.some(name => isSameName(person, name))

/** The same person, or the same company where either names nobody in it. */
export function isSameName(a: Name, b: Name): boolean {
  const [personA, personB] = [personWords(a), personWords(b)]
  if (personA.length === 0 || personB.length === 0)
    return a.legalName !== '' && words(a.legalName).join(' ') === words(b.legalName).join(' ')
  if (personA.toSorted().join(' ') === personB.toSorted().join(' ')) return true
  return shareLastName(a, b) && isFirstName(words(a.firstName), words(b.firstName))
}

const personWords = ({ lastName, firstName }: Name) => words(`${lastName} ${firstName}`)

const shareLastName = (a: Name, b: Name): boolean =>
  a.lastName !== '' && words(a.lastName).join(' ') === words(b.lastName).join(' ')

/** `J` or `J-B` for Jean-Baptiste, or not said. */
const isFirstName = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 0 ||
  b.length === 0 ||
  (a.length <= b.length ? a : b).every((word, at) => {
    const other = (a.length <= b.length ? b : a)[at]!
    return word === other || (Math.min(word.length, other.length) === 1 && word[0] === other[0])
  })
