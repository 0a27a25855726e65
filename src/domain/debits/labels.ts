import type { RefusalTexts } from '../../platform/http/refusal.ts'
import { day, formatDay } from '../../values/day.ts'
import type { Language } from '../../values/labels.ts'

const dayIn = (value: unknown, language: Language) => formatDay(day(String(value)), language)

/** What each refusal of direct debits says, and what to do. */
export const debitsRefusals: Record<Language, RefusalTexts> = {
  fr: {
    'debits.notConfigured':
      'Dites d’abord qui prélève\u00a0: ICS, nom et compte crédité, dans les réglages des prélèvements.',
    'debits.creditorIdForm':
      'Cet identifiant de créancier (ICS) n’est pas valable. Recopiez celui que la banque a donné, comme FR72ZZZ123456.',
    'debits.accountWithoutIban': 'Ce compte n’a pas d’IBAN. Choisissez un compte bancaire, ou donnez-lui son IBAN.',
    'debits.patternForm':
      'Le modèle des références doit contenir {n} ou {n:6}, et rester sous 35 lettres et chiffres sans accent.',
    'debits.ibanForm': 'Cet IBAN n’est pas valable. Vérifiez-le, caractère par caractère.',
    'debits.bicForm': 'Ce BIC n’est pas valable\u00a0: 8 ou 11 caractères, comme AGRIFRPP.',
    'debits.referenceForm':
      'Une référence (RUM) a 1 à 35 lettres et chiffres sans accent, sans barre oblique au début ni à la fin.',
    'debits.referenceTaken': 'Un autre mandat porte déjà cette référence (RUM).',
    'debits.unknownCustomer': 'Ce client n’existe pas.',
    'debits.unknownMandate': 'Ce mandat n’existe pas.',
    'debits.unknownInvoice': 'Cette facture n’existe pas.',
    'debits.mandateOfOther': 'Ce mandat est d’un autre client que celui de la facture.',
    'debits.signedAhead': 'La signature ne peut pas être dans le futur.',
    'debits.alreadySigned': 'Ce mandat est déjà signé.',
    'debits.notSigned': 'Ce mandat n’est pas encore signé\u00a0: corrigez-le ou supprimez-le.',
    'debits.signedIsAmended':
      'Ce mandat est signé\u00a0: pour un autre compte ou une autre référence, faites un avenant\u202f; pour un autre type, un nouveau mandat.',
    'debits.nothingAmended': 'Rien ne change\u00a0: donnez un autre compte ou une autre référence.',
    'debits.mandateEnded': 'Ce mandat est révoqué.',
    'debits.signedStays': 'Un mandat signé se conserve\u00a0: révoquez-le au lieu de le supprimer.',
    'debits.mandateUsed': 'Ce mandat porte une preuve, un avenant ou une facture\u00a0: il se conserve.',
    'debits.proofTaken': 'Ce fichier est déjà conservé avec ce mandat.',
    'debits.proofTooLarge': 'Le fichier est vide, ou pèse plus de 5 Mo.',
    'debits.sealedElsewhere':
      'Le compte a été chiffré sur une autre installation, et ne peut plus être lu ici. Saisissez-le de nouveau.',
    'debits.nothingToTell': 'Aucun préavis à envoyer\u00a0: les factures ont le leur, ou n’ont pas de mandat valable.',
    'debits.notBankDay': 'Les banques sont fermées ce jour-là. Choisissez un jour ouvré.',
    'debits.noticedTooLate':
      'Ce jour est trop proche du préavis. Choisissez-en un plus tard, ou convenez d’un délai plus court avec le débiteur, sur son mandat.',
    'debits.candidatesChanged': ({ expected, found }) =>
      `Il y en avait ${expected}, il y en a maintenant ${found}. Vérifiez, puis recommencez.`,
    'debits.alreadyCollecting': 'Un prélèvement est déjà en cours.',
    'debits.nothingReady': 'Rien n’est prêt à prélever ce jour-là.',
    'debits.tooLateForBank': ({ first }) =>
      `La banque ne prendrait plus ce fichier à temps. Premier jour possible\u00a0: le ${dayIn(first, 'fr')}.`,
    'debits.batchHandedOver': 'Cette remise n’est plus en préparation.',
    'debits.notInBatch': 'Un de ces prélèvements n’est pas dans cette remise.',
    'debits.notHandedOver': 'Cette remise n’a pas encore été remise à la banque.',
    'debits.notCollectedYet': ({ on }) => `Cette remise ne sera prélevée que le ${dayIn(on, 'fr')}.`,
    'debits.batchCollected': 'Cette remise est déjà encaissée. Notez les retours un par un.',
    'debits.batchCancelled': 'Cette remise est annulée.',
    'debits.notSent': 'Ce prélèvement n’a pas été remis à la banque\u00a0: il ne peut pas en revenir.',
    'debits.alreadyReturned': 'Ce retour est déjà noté.',
    'debits.returnedAhead': 'Le retour ne peut pas être dans le futur.',
    'debits.notAReturnFile': 'Ce fichier n’est pas un pain.002, un camt.053 ou un camt.054.',
    'debits.otherMessage': ({ kind }) =>
      `Ce fichier est un ${kind}\u00a0: il ne dit pas ce qui est revenu. Demandez à la banque un pain.002, un camt.053 ou un camt.054.`,
    'debits.emptyFile': 'Le fichier est vide.',
    'debits.xmlBroken': 'Le fichier est abîmé ou incomplet. Demandez-le de nouveau à la banque.',
    'debits.fileAlreadyRead': 'Ce fichier a déjà été lu.',
  },
  en: {
    'debits.notConfigured':
      'First say who collects: creditor identifier, name and credited account, in the settings of direct debits.',
    'debits.creditorIdForm': 'This creditor identifier is not valid. Copy the one your bank gave, like FR72ZZZ123456.',
    'debits.accountWithoutIban': 'This account has no IBAN. Choose a bank account, or give it its IBAN.',
    'debits.patternForm':
      'The pattern of references must hold {n} or {n:6}, and stay within 35 plain letters and digits.',
    'debits.ibanForm': 'This IBAN is not valid. Check it, character by character.',
    'debits.bicForm': 'This BIC is not valid: 8 or 11 characters, like AGRIFRPP.',
    'debits.referenceForm': 'A reference has 1 to 35 plain letters and digits, with no slash at its ends.',
    'debits.referenceTaken': 'Another mandate has this reference.',
    'debits.unknownCustomer': 'There is no such customer.',
    'debits.unknownMandate': 'There is no such mandate.',
    'debits.unknownInvoice': 'There is no such invoice.',
    'debits.mandateOfOther': 'This mandate is of another customer than the invoice.',
    'debits.signedAhead': 'The signature cannot be in the future.',
    'debits.alreadySigned': 'This mandate is signed already.',
    'debits.notSigned': 'This mandate is not signed yet: correct it or delete it.',
    'debits.signedIsAmended':
      'This mandate is signed: for another account or reference, amend it; for another scheme, make a new mandate.',
    'debits.nothingAmended': 'Nothing changes: give another account or reference.',
    'debits.mandateEnded': 'This mandate is revoked.',
    'debits.signedStays': 'A signed mandate is kept: revoke it instead of deleting it.',
    'debits.mandateUsed': 'This mandate has a proof, an amendment or an invoice: it is kept.',
    'debits.proofTaken': 'This file is kept with this mandate already.',
    'debits.proofTooLarge': 'The file is empty, or more than 5 MB.',
    'debits.sealedElsewhere':
      'The account was encrypted on another installation and cannot be read here. Enter it again.',
    'debits.nothingToTell': 'No notice to send: the invoices have theirs, or no valid mandate.',
    'debits.notBankDay': 'Banks are closed on that day. Choose a working day.',
    'debits.noticedTooLate':
      'This day is too near the notice. Choose a later one, or agree on a shorter notice with the debtor, on the mandate.',
    'debits.candidatesChanged': ({ expected, found }) =>
      `There were ${expected}, now there are ${found}. Check, then try again.`,
    'debits.alreadyCollecting': 'A direct debit is under way.',
    'debits.nothingReady': 'Nothing is ready to be collected on that day.',
    'debits.tooLateForBank': ({ first }) =>
      `The bank would not take this file in time. First possible day: ${dayIn(first, 'en')}.`,
    'debits.batchHandedOver': 'This batch is no longer in preparation.',
    'debits.notInBatch': 'One of these debits is not in this batch.',
    'debits.notHandedOver': 'This batch was not handed over to the bank yet.',
    'debits.notCollectedYet': ({ on }) => `This batch is collected on ${dayIn(on, 'en')} only.`,
    'debits.batchCollected': 'This batch is collected already. Record returns one by one.',
    'debits.batchCancelled': 'This batch is cancelled.',
    'debits.notSent': 'This debit was not handed over to the bank: it cannot come back.',
    'debits.alreadyReturned': 'This return is recorded already.',
    'debits.returnedAhead': 'The return cannot be in the future.',
    'debits.notAReturnFile': 'This file is no pain.002, camt.053 or camt.054.',
    'debits.otherMessage': ({ kind }) =>
      `This file is a ${kind}: it does not tell what came back. Ask your bank for a pain.002, camt.053 or camt.054.`,
    'debits.emptyFile': 'The file is empty.',
    'debits.xmlBroken': 'The file is damaged or incomplete. Ask the bank for it again.',
    'debits.fileAlreadyRead': 'This file was read already.',
  },
}
