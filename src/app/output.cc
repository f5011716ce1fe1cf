#include "app/output.h"

namespace bassin::app {

std::string render(Answer const& answer, OutputStyle const& style) {
  switch (style.form) {
    case OutputForm::table: return render_table(answer, style);
    case OutputForm::json: return render_json(answer);
    case OutputForm::csv: return render_csv(answer);
    case OutputForm::geojson: return render_geojson(answer);
  }
  return {};
}

}  // namespace bassin::app
