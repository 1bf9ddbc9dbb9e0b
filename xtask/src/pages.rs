//! Printed pages, rendered: the tests of the core leave them in `target/pages/html`.

use std::fs;
use std::path::Path;

use crate::run::step;
use crate::stamp::Stamp;
use crate::{browser, place};

/// Every page there is, and how many sheets of A4 it takes.
const PAGES: [(&str, usize); 7] = [
    ("form", 2),
    ("form-long", 2),
    ("form-one", 3),
    ("ticket", 1),
    ("ticket-long", 1),
    ("result", 1),
    ("result-long", 1),
];

/// What a page is asked in the browser, as it looks in print: nothing sticks out of its box or of the sheet, and no character is
/// drawn as the box of a missing one. Its answer stands in the document that is written out.
const PROBE: &str = r"<script>
const wrong = [];
const right = document.body.getBoundingClientRect().right;
for (const element of document.body.querySelectorAll('*:not(script):not(svg):not(svg *):not(strong):not(br)')) {
  if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1) wrong.push('too wide: ' + element.outerHTML.slice(0, 80));
  if (element.getBoundingClientRect().right > right + 1) wrong.push('outside: ' + element.outerHTML.slice(0, 80));
}
const canvas = document.createElement('canvas');
canvas.width = canvas.height = 40;
const pen = canvas.getContext('2d', { willReadFrequently: true });
pen.font = '32px ' + getComputedStyle(document.body).fontFamily;
const drawn = (text) => {
  pen.clearRect(0, 0, 40, 40);
  pen.fillText(text, 2, 34);
  return pen.getImageData(0, 0, 40, 40).data.join();
};
const missing = drawn('\u{10fffd}');
const han = new Set([...document.body.innerText].filter((character) => character >= '\u3400' && character < '\ufb00'));
for (const character of han) if (drawn(character) === missing) wrong.push('no glyph: ' + character);
if (han.size < 20) wrong.push('hardly any Chinese');
const said = document.createElement('pre');
said.id = 'probe';
said.textContent = wrong.length ? wrong.join('\n') : 'ok ' + han.size;
document.body.append(said);
</script>";

/// How every PNG begins.
const SIGNATURE: &[u8] = b"\x89PNG";
const MARGINS: &str = "<style>html { padding: 14mm 15mm 12mm; } \
    .foot { left: 15mm !important; right: 15mm !important; bottom: 12mm !important; }</style>";

/// Renders every page to PDF and PNG and looks at it.
pub fn render() -> Result<(), String> {
    step("printed pages, rendered by a browser", || {
        let folder = place::target().join("pages");
        let program = browser::find()?;
        Stamp::of("pages").on([&folder.join("html")]).with(&program).with(PROBE).unless_done(|| {
            for (name, sheets) in PAGES {
                page(&program, &folder, name, sheets)?;
            }
            Ok(Some(format!("{} pages, as PDF and PNG in {}", PAGES.len(), folder.display())))
        })
    })
}

fn page(program: &str, folder: &Path, name: &str, sheets: usize) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{name}: {error}");
    let html = folder.join("html").join(format!("{name}.html"));
    let text = fs::read_to_string(&html).map_err(failed)?;
    let pdf = folder.join(format!("{name}.pdf"));
    let to = format!("--print-to-pdf={}", pdf.display());
    browser::run(program, &[to, "--no-pdf-header-footer".to_owned()], &html)?;
    let count = count_sheets(&fs::read(&pdf).map_err(failed)?);
    if count != sheets {
        return Err(format!("{} has {count} sheets where {sheets} are due", pdf.display()));
    }

    // What the styles say of print, on the screen, with the margins a sheet has.
    let printed = text.replace("@media print", "@media all").replace("@media screen", "@media speech");
    let printed = printed.replace("</head>", &format!("{MARGINS}</head>"));
    let shown = folder.join(format!("{name}.print.html"));
    fs::write(&shown, &printed).map_err(failed)?;
    let png = folder.join(format!("{name}.png"));
    // A4 at 96 dots an inch.
    browser::run(program, &[format!("--screenshot={}", png.display()), "--window-size=794,1123".to_owned()], &shown)?;
    if !fs::read(&png).map_err(failed)?.starts_with(SIGNATURE) {
        return Err(format!("{} is no picture", png.display()));
    }
    fs::write(&shown, printed.replace("</body>", &format!("{PROBE}</body>"))).map_err(failed)?;
    let dom = browser::run(program, &["--dump-dom".to_owned(), "--window-size=794,1123".to_owned()], &shown)?;
    let said =
        dom.split_once("<pre id=\"probe\">").and_then(|(_, rest)| rest.split_once("</pre>")).map(|(said, _)| said);
    match said {
        Some(said) if said.starts_with("ok ") => fs::remove_file(&shown).map_err(failed),
        Some(said) => Err(format!("{name}: {said}")),
        None => Err(format!("{name}: the browser did not answer\n{dom}")),
    }
}

/// Each sheet is one object of the type `Page`.
fn count_sheets(pdf: &[u8]) -> usize {
    const SHEET: &[u8] = b"/Type /Page";
    pdf.windows(SHEET.len() + 1).filter(|window| window.starts_with(SHEET) && !window.ends_with(b"s")).count()
}

#[cfg(test)]
mod tests {
    #[test]
    fn sheets_are_counted_and_their_list_is_not() {
        assert_eq!(super::count_sheets(b"/Type /Pages /Count 2 /Type /Page\n /Type /Page\n"), 2);
    }
}
