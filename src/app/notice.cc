#include "app/notice.h"

namespace bassin::app {

char const* const notice_text =
    "Bassin montre des informations sur les entreprises du territoire qui ne sont pas publiques, dont des données personnelles.\n\n"
    "En entrant, je m'engage à :\n\n"
    "- ne consulter que ce dont ma mission a besoin, pour le territoire de mon organisation ;\n"
    "- ne pas transmettre à des tiers ce que le registre ne diffuse pas, ni les échanges des partenaires avec une entreprise ;\n"
    "- ne rien écrire sur une personne que je ne pourrais pas lui montrer ;\n"
    "- garder mon mot de passe et mon second facteur pour moi seul, et me déconnecter d'un poste partagé ;\n"
    "- signaler sans attendre à l'administrateur de mon organisation toute fuite ou erreur.\n\n"
    "Mes modifications, mes exports et mes lectures de dossiers sensibles sont journalisés. Cet engagement est renouvelé tous les trois "
    "mois.\n";

}  // namespace bassin::app
