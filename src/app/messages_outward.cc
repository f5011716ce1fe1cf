#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"app.nothing_to_fetch",
     ExitCode::usage,
     400,
     {"Rien à télécharger : la configuration ne donne aucune adresse pour ces fichiers. Rien n'a été changé. Voyez [fetch] dans "
      "docs/server.md.",
      "Nothing to download: the configuration gives no address for these files. Nothing was changed. See [fetch] in docs/server.md."}},
    {"outward.bad_address",
     ExitCode::usage,
     400,
     {"« {url} » n'est pas une adresse que Bassin appelle. Rien n'a été envoyé. Attendu : https://…, sans nom d'utilisateur dans "
      "l'adresse.",
      "\"{url}\" is not an address that Bassin calls. Nothing was sent. Expected: https://…, without a user name in the address."}},
    {"outward.bad_header",
     ExitCode::internal,
     500,
     {"Un en-tête de la requête vers l'extérieur est mal formé ({header}). Rien n'a été envoyé. Signalez-le.",
      "A header of the request to the outside is malformed ({header}). Nothing was sent. Report it."}},
    {"outward.plain_refused",
     ExitCode::usage,
     400,
     {"Refusé : {host} serait appelé sans chiffrement. Rien n'a été envoyé. Sans chiffrement, seule cette machine-ci peut être appelée.",
      "Refused: {host} would be called without encryption. Nothing was sent. Without encryption, only this machine itself may be called."}},
    {"outward.unreachable",
     ExitCode::storage,
     502,
     {"{host} n'a pas pu être joint : {reason}. Vos données sont intactes. Vérifiez le réseau et l'adresse, puis recommencez.",
      "{host} could not be reached: {reason}. Your data is whole. Check the network and the address, then try again."}},
    {"outward.timeout",
     ExitCode::storage,
     504,
     {"{host} n'a pas répondu à temps. Vos données sont intactes. Recommencez : ce qui est déjà reçu est gardé.",
      "{host} did not answer in time. Your data is whole. Try again: what was received is kept."}},
    {"outward.tls",
     ExitCode::storage,
     502,
     {"La connexion chiffrée à {host} a été refusée : {reason}. Rien n'a été envoyé. Si le certificat vient de votre organisme, "
      "indiquez le fichier de son autorité dans la configuration (docs/server.md).",
      "The encrypted connection to {host} was refused: {reason}. Nothing was sent. If the certificate is your organisation's own, name "
      "the file of its authority in the configuration (docs/server.md)."}},
    {"outward.cut_short",
     ExitCode::storage,
     502,
     {"La réponse de {host} s'est interrompue avant la fin. Le fichier en place est intact et ce qui est reçu est gardé : recommencez.",
      "The answer of {host} ended too early. The file in place is whole and what was received is kept: try again."}},
    {"outward.status",
     ExitCode::storage,
     502,
     {"{url} a répondu par le statut {status}. Le fichier en place est intact. Vérifiez l'adresse dans la configuration, ou recommencez "
      "plus "
      "tard.",
      "{url} answered with status {status}. The file in place is whole. Check the address in the configuration, or try again later."}},
    {"outward.redirects",
     ExitCode::storage,
     502,
     {"{url} renvoie sans fin d'une adresse à une autre. Le fichier en place est intact. Vérifiez l'adresse dans la configuration.",
      "{url} redirects from one address to another without end. The file in place is whole. Check the address in the configuration."}},
    {"outward.too_large",
     ExitCode::storage,
     502,
     {"La réponse de {host} dépasse la limite de {limit:b}. Elle n'a pas été gardée et le fichier en place est intact.",
      "The answer of {host} is over the limit of {limit:b}. It was not kept, and the file in place is whole."}},
    {"outward.stopped",
     ExitCode::interrupted,
     503,
     {"Arrêté sur demande. Ce qui est reçu est gardé : la même commande reprend où elle en était.",
      "Stopped as asked. What was received is kept: the same command goes on where it was."}},
    {"outward.bad_mail",
     ExitCode::usage,
     400,
     {"Ce message ne peut pas être envoyé : « {field} » contient un caractère interdit ou n'est pas une adresse. Rien n'est parti.",
      "This mail cannot be sent: \"{field}\" holds a forbidden character or is not an address. Nothing was sent."}},
    {"outward.mail_later",
     ExitCode::storage,
     503,
     {"{host} ne prend pas le message pour l'instant[[ : {reply}]]. Il n'est pas parti et sera présenté de nouveau.",
      "{host} does not take the mail for now[[: {reply}]]. It was not sent and will be offered again."}},
    {"outward.mail_sign_in",
     ExitCode::storage,
     502,
     {"{host} refuse l'utilisateur ou le mot de passe. Le message n'est pas parti. Corrigez [mail] dans la configuration.",
      "{host} refuses the user or the password. The mail was not sent. Mend [mail] in the configuration."}},
    {"outward.mail_refused",
     ExitCode::storage,
     502,
     {"{host} a refusé le message[[ : {reply}]]. Il ne sera plus présenté. Vérifiez l'adresse du destinataire.",
      "{host} refused the mail[[: {reply}]]. It will not be offered again. Check the recipient's address."}},
};

}  // namespace

std::span<Message const> outward_messages() { return table; }

}  // namespace bassin::app
