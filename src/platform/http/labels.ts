import { type Language, labels } from '../../values/labels.ts'
import type { RefusalTexts } from './refusal.ts'

type Fact = string | number | undefined

/** What the machine itself refuses; the slices word their own. `invalid.…`: by the code of zod's issue, after the field's name. */
export const requestRefusals: Record<Language, RefusalTexts> = labels(
  {
    UNAUTHORIZED: 'Connectez-vous pour continuer\u00a0: votre session a pris fin, ou la clé n’est plus valable.',
    NOT_FOUND: 'Ce que vous cherchez n’existe pas ou plus dans cette société.',
    BAD_REQUEST: 'La demande est incomplète ou illisible.',
    METHOD_NOT_SUPPORTED: 'Cette adresse de l’API ne répond pas à cette méthode.',
    TOO_MANY_REQUESTS: ({ seconds }) => `Trop d’essais. Recommencez dans ${waitFr(seconds)}.`,
    'request.idempotencyKeyReused':
      'Cette clé d’idempotence a déjà servi à une autre demande. Prenez-en une nouvelle pour chaque demande.',
    'request.idempotencyKeyTooLong': 'La clé d’idempotence est trop longue\u00a0: 200 caractères au plus.',
    'request.answerNotKept':
      'Cette demande a déjà été faite\u202f; sa réponse contenait un secret montré une seule fois. Recommencez avec une nouvelle clé d’idempotence.',
    'request.unstorableText':
      'Un texte contient un caractère invisible qui ne peut pas être enregistré. Effacez-le et saisissez-le de nouveau.',
    'request.outOfRange': 'Un nombre ou une date dépasse ce qui peut être enregistré.',
    'request.failed': ({ requestId }) =>
      `Facteur n’a pas pu faire cela\u202f; rien n’a été enregistré. Recommencez\u202f; si cela persiste, transmettez le numéro ${requestId} à votre administrateur.`,
    'request.unknownSort': 'La liste ne peut pas être triée ainsi.',
    'request.unknownPage': 'Cette page n’est pas la suite de cette liste. Reprenez la liste au début.',
    'record.changedMeanwhile': ({ by, at }) =>
      `${by} a modifié cette fiche entre-temps (${moment('fr', at)}). Rechargez-la, puis refaites votre modification.`,
    'invalid.invalid_type': 'il manque une valeur, ou elle n’est pas du type attendu',
    'invalid.too_small': ({ minimum, origin }) =>
      Number(minimum) === 1 && origin === 'string' ? 'à remplir' : `au moins ${sizeFr(minimum, origin)}`,
    'invalid.too_big': ({ maximum, origin }) => `au plus ${sizeFr(maximum, origin)}`,
    'invalid.invalid_format': ({ format }) => FORMATS_FR[String(format)] ?? 'n’a pas la forme attendue',
    'invalid.invalid_value': ({ values }) => `à choisir parmi\u00a0: ${values}`,
    'invalid.unrecognized_keys': ({ keys }) => `inconnu : ${keys}`,
    'invalid.custom': 'n’est pas une valeur possible',
    'invalid.invalid_union': 'n’a aucune des formes possibles',
    'invalid.invalid_key': 'un des noms n’est pas possible',
    'invalid.invalid_element': 'un des éléments n’est pas possible',
    'invalid.not_multiple_of': 'n’est pas un multiple du pas attendu',
  } satisfies RefusalTexts,
  {
    UNAUTHORIZED: 'Sign in to go on: your session has ended, or the key is no longer valid.',
    NOT_FOUND: 'What you are looking for does not exist in this company, or no longer does.',
    BAD_REQUEST: 'The request is incomplete or cannot be read.',
    METHOD_NOT_SUPPORTED: 'This address of the API does not answer to this method.',
    TOO_MANY_REQUESTS: ({ seconds }) => `Too many attempts. Try again in ${waitEn(seconds)}.`,
    'request.idempotencyKeyReused':
      'This idempotency key was already used for another request. Take a new one for each request.',
    'request.idempotencyKeyTooLong': 'The idempotency key is too long: 200 characters at most.',
    'request.answerNotKept':
      'This request was already made; its answer held a secret shown only once. Ask again with a new idempotency key.',
    'request.unstorableText': 'A text has an invisible character that cannot be stored. Delete it and type it again.',
    'request.outOfRange': 'A number or a date is beyond what can be stored.',
    'request.failed': ({ requestId }) =>
      `Facteur could not do that; nothing was saved. Try again; if it persists, give the number ${requestId} to your administrator.`,
    'request.unknownSort': 'The list cannot be sorted that way.',
    'request.unknownPage': 'This page does not continue this list. Start the list again.',
    'record.changedMeanwhile': ({ by, at }) =>
      `${by} changed this record meanwhile (${moment('en', at)}). Reload it, then make your change again.`,
    'invalid.invalid_type': 'a value is missing, or is not of the expected type',
    'invalid.too_small': ({ minimum, origin }) =>
      Number(minimum) === 1 && origin === 'string' ? 'to be filled in' : `at least ${sizeEn(minimum, origin)}`,
    'invalid.too_big': ({ maximum, origin }) => `at most ${sizeEn(maximum, origin)}`,
    'invalid.invalid_format': ({ format }) => FORMATS_EN[String(format)] ?? 'does not have the expected form',
    'invalid.invalid_value': ({ values }) => `to be chosen among: ${values}`,
    'invalid.unrecognized_keys': ({ keys }) => `unknown: ${keys}`,
    'invalid.custom': 'is not a possible value',
    'invalid.invalid_union': 'has none of the possible forms',
    'invalid.invalid_key': 'one of the names is not possible',
    'invalid.invalid_element': 'one of the elements is not possible',
    'invalid.not_multiple_of': 'is not a multiple of the expected step',
  } satisfies RefusalTexts,
)

const FORMATS_FR: Record<string, string> = {
  email: 'une adresse comme nom@exemple.fr est attendue',
  date: 'une date comme 2023-08-31 est attendue',
  datetime: 'une date et une heure comme 2023-08-31T14:28:11Z sont attendues',
  uuid: 'un identifiant est attendu, comme l’API en donne',
  url: 'une adresse web comme https://exemple.fr est attendue',
}
const FORMATS_EN: Record<string, string> = {
  email: 'an address such as name@example.com is expected',
  date: 'a date such as 2023-08-31 is expected',
  datetime: 'a date and time such as 2023-08-31T14:28:11Z is expected',
  uuid: 'an identifier is expected, as the API gives them',
  url: 'a web address such as https://example.com is expected',
}

/** Zero is singular in French and plural in English. */
const manyFr = (count: number, one: string, more: string) => `${count}\u00a0${Math.abs(count) < 2 ? one : more}`
const manyEn = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

function sizeFr(size: Fact, origin: Fact): string {
  if (origin === 'string') return manyFr(Number(size), 'caractère', 'caractères')
  if (origin === 'array' || origin === 'set') return manyFr(Number(size), 'élément', 'éléments')
  return String(size)
}

function sizeEn(size: Fact, origin: Fact): string {
  if (origin === 'string') return manyEn(Number(size), 'character', 'characters')
  if (origin === 'array' || origin === 'set') return manyEn(Number(size), 'element', 'elements')
  return String(size)
}

const SECONDS_IN_MINUTE = 60

function waitFr(seconds: Fact): string {
  const left = Number(seconds ?? SECONDS_IN_MINUTE)
  if (left < SECONDS_IN_MINUTE) return manyFr(left, 'seconde', 'secondes')
  return manyFr(Math.ceil(left / SECONDS_IN_MINUTE), 'minute', 'minutes')
}

function waitEn(seconds: Fact): string {
  const left = Number(seconds ?? SECONDS_IN_MINUTE)
  if (left < SECONDS_IN_MINUTE) return manyEn(left, 'second', 'seconds')
  return manyEn(Math.ceil(left / SECONDS_IN_MINUTE), 'minute', 'minutes')
}

/** `31/08/2023 à 18:53`, in the time zone of the process: the sentence is read within minutes. */
function moment(language: Language, at: Fact): string {
  const instant = new Date(String(at))
  if (Number.isNaN(instant.getTime())) return String(at ?? '')
  const day = instant.toLocaleDateString('en-GB')
  const hour = instant.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  return language === 'fr' ? `${day} à ${hour}` : `${day} at ${hour}`
}
